import type { Hazard, Row } from "../hazard.ts";

const DAY = 86_400_000;

/** Events by the country of their address and age in milliseconds. */
const from = (...events: readonly (readonly [country: string, ago: number])[]): string =>
  `events: [${events
    .map(([country, ago], i) => `\n{ at: ${ago}ms ago, ip: { address: 192.0.2.${i + 1}, country: ${country} } }`)
    .join("")}\n]`;

const NEW = "count(events within 1d where .ip.country is new within 10d)";

const row = (because: string, given: string, is: number): Row => ({ because, write: NEW, type: "int", given, is });

export const history: Hazard = {
  name: "history",
  rows: [
    row("the first of its kind is new", from(["FR", 1]), 1),
    row("the second is not", from(["FR", DAY], ["FR", 1]), 0),
    row("another value does not count", from(["DE", DAY], ["FR", 1]), 1),
    row("as long ago as the span is forgotten", from(["FR", 10 * DAY], ["FR", 0]), 1),
    row("a millisecond less is remembered", from(["FR", 10 * DAY - 1], ["FR", 0]), 0),
    row("of equal times the later one is not new", from(["FR", 5], ["FR", 5]), 1),
    row("a missing value is not new", from(["missing", 1]), 0),
    row("nor does it make another one old", from(["missing", DAY], ["FR", 1]), 1),
  ],
};
