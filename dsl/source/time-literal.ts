import { accepted, refused, type LiteralResult } from "./literal-result.ts";

/** Years outside are refused: both targets and the store hold these. */
export const YEARS = { first: 1970, last: 2999 } as const;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z?))?$/;

/** `2026-03-01`, `2026-03-01T12:00Z`, `2026-03-01T12:00:00.250Z` to milliseconds since the epoch, UTC. */
export function readTime(text: string): LiteralResult<number> {
  const match = SHAPE.exec(text);
  if (match === null) return refused("write `2026-03-01` or `2026-03-01T12:00:00Z`");
  if (match[4] !== undefined && match[8] !== "Z") return refused("times are UTC: end it with `Z`");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (year < YEARS.first || year > YEARS.last) return refused(`years go from ${YEARS.first} to ${YEARS.last}`);
  if (month < 1 || month > 12) return refused(`there is no month ${month}`);
  if (day < 1 || day > daysIn(year, month)) return refused(`the month has ${daysIn(year, month)} days`);
  if (hour > 23 || minute > 59 || second > 59) return refused("a day ends at `23:59:59.999`");
  return accepted(Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? "0").padEnd(3, "0"))));
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
