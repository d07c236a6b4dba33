import type { ScoreHistoryEntry } from "../../api/index.ts";

/** A change of a score, as a share of the width and the height that a chart has: left and top are 0. */
export interface ScorePoint {
  readonly entry: ScoreHistoryEntry;
  readonly x: number;
  readonly y: number;
}

const BEST = 99;

/** The entries, newest first as the server sends them, from left to right: the first at the left edge, now at the right one. */
export function scorePoints(entries: readonly ScoreHistoryEntry[], now: number): readonly ScorePoint[] {
  const times = entries.map(({ at }) => Date.parse(at));
  const start = Math.min(...times);
  const span = Math.max(now - start, 1);
  return entries
    .map((entry) => ({ entry, x: Math.min((Date.parse(entry.at) - start) / span, 1), y: 1 - entry.score / BEST }))
    .toReversed();
}

/** The path of an SVG of that size: a score holds until the next one, and the last one until the right edge. */
export function stepPath(points: readonly ScorePoint[], width: number, height: number): string {
  const steps = points.map(({ x, y }, index) => {
    const [left, top] = [(x * width).toFixed(1), (y * height).toFixed(1)];
    return index === 0 ? `M${left} ${top}` : `H${left}V${top}`;
  });
  return points.length === 0 ? "" : `${steps.join("")}H${width}`;
}
