/** Where things lie on a line of time, 0 to 1. */
export interface Timeline {
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Where the window begins. */
  readonly window: number;
  readonly place: (time: number) => number;
}

const BEFORE = 0.08;
const LEAST = 60_000;

/**
 * From a little before the window, or before the oldest row where nothing bounds it, to the judged moment. All in milliseconds.
 *
 * @param within How long the window is; null where nothing bounds it.
 */
export function timelineOf(times: readonly number[], asOf: number, within: number | null): Timeline {
  const oldest = Math.min(asOf, ...times);
  const start = within === null ? oldest : Math.min(oldest, asOf - within);
  const length = Math.max(asOf - start, LEAST);
  const from = asOf - length * (1 + BEFORE);
  const place = (time: number) => Math.min(Math.max((time - from) / (asOf - from), 0), 1);
  return { from, to: asOf, window: place(within === null ? asOf - length : asOf - within), place };
}
