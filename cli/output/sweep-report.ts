import type { MatchBasis, Sizes, Weighed } from "../../runtime/index.ts";
import type { Output } from "./output.ts";
import { table } from "./table.ts";

export interface SweepPoint {
  /** In the order of the varied names; null is a threshold that is off. */
  readonly values: readonly (number | string | null)[];
  readonly weighed: Weighed;
}

export interface SweepReport {
  readonly app: string;
  /** What is varied, by name. */
  readonly varied: readonly string[];
  readonly basis: MatchBasis;
  /** What is stored. */
  readonly now: Sizes;
  readonly points: readonly SweepPoint[];
}

const COUNTED = ["in review", "blacklisted", "rescored", "moves"] as const;

export function printSweep({ varied, basis, now, points }: SweepReport, { print, note }: Output): void {
  const nothing = varied.map((_, index) => (index === 0 ? "now" : ""));
  print(
    table([
      [...varied, ...COUNTED],
      [...nothing, now.in_review, now.blacklisted, 0, 0],
      ...points.map(({ values, weighed }) => [...values.map(shown), ...countsOf(weighed)]),
    ]),
  );
  const { stored, judged, leftOut } = basis;
  note(`${counted(stored)} by their stored result, ${counted(judged)} judged for this; nothing was written`);
  if (leftOut > 0) note(`${counted(leftOut)} left out and taken to stay as they are: --all judges everybody`);
}

/** A line a point, without what is stored now. No cell holds anything that would have to be quoted: names, numbers, `off`. */
export function sweepCsv({ varied, points }: SweepReport): string {
  const header = [...varied, ...COUNTED.map((name) => name.replace(" ", "_"))];
  const lines = points.map(({ values, weighed }) => [...values.map(shown), ...countsOf(weighed)]);
  return [header, ...lines].map((cells) => `${cells.join(",")}\n`).join("");
}

export function sweepJson({ points, varied, ...rest }: SweepReport): object {
  return {
    ...rest,
    varied,
    points: points.map(({ values, weighed: { sizes, rescored, moves } }) => ({
      values: Object.fromEntries(varied.map((name, index) => [name, values[index] ?? null])),
      sizes: sizes.after,
      rescored,
      moves: moves.map(({ from, to, users }) => ({ from, to, users })),
    })),
  };
}

function countsOf({ sizes, rescored, moves }: Weighed): readonly number[] {
  const moved = moves.reduce((sum, { users }) => sum + users, 0);
  return [sizes.after.in_review, sizes.after.blacklisted, rescored, moved];
}

/** As it was written, so that it can be written again. */
function shown(value: number | string | null): string {
  return value === null ? "off" : String(value);
}

function counted(users: number): string {
  return `${users.toLocaleString("en")} ${users === 1 ? "user" : "users"}`;
}
