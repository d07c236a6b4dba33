import { short, table, whole } from "./table.ts";

/** How long users waited for their scores: `tocsin_event_to_score_seconds`, from the acknowledgement of the first event that no score had seen. */
export interface Waits {
  readonly count: number;
  /** Seconds, of all together. */
  readonly sum: number;
  /** By upper bound in seconds: so many waited no longer. */
  readonly within: ReadonlyMap<number, number>;
}

const NAME = "tocsin_event_to_score_seconds";
/** Seconds: bounds of the histogram. */
const SHOWN = [0.005, 0.01, 0.1, 0.5, 1] as const;

/** Of a page of metrics. */
export function readWaits(page: string): Waits {
  const value = (of: string) => Number(new RegExp(`^${NAME}_${of} (\\S+)$`, "m").exec(page)?.[1] ?? Number.NaN);
  const buckets = page.matchAll(new RegExp(`^${NAME}_bucket\\{le="([^"]+)"\\} (\\S+)$`, "gm"));
  return {
    count: value("count"),
    sum: value("sum"),
    within: new Map([...buckets].map(([, bound, count]) => [Number(bound), Number(count)])),
  };
}

/** What came between two readings. */
export function waitsBetween(before: Waits, after: Waits): Waits {
  return {
    count: after.count - before.count,
    sum: after.sum - before.sum,
    within: new Map([...after.within].map(([bound, count]) => [bound, count - (before.within.get(bound) ?? 0)])),
  };
}

/** One row a load. */
export function waitsTable(rows: readonly (readonly [load: string, waits: Waits])[]): string {
  const share = ({ count, within }: Waits, bound: number) => `${short((100 * (within.get(bound) ?? 0)) / count)} %`;
  return table(
    ["load", "scores", "mean ms", ...SHOWN.map((bound) => `within ${bound * 1000} ms`)],
    rows.map(([load, waits]) => [
      load,
      whole(waits.count),
      short((waits.sum / waits.count) * 1000),
      ...SHOWN.map((bound) => share(waits, bound)),
    ]),
  );
}
