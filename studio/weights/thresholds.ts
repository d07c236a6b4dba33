import type { Thresholds } from "../../api/index.ts";

export const THRESHOLDS = ["review", "blacklist"] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** The most that each may be: a blacklist threshold leaves room for a queue above it. */
export const MOST: Readonly<Record<Threshold, number>> = { review: 99, blacklist: 98 };

/**
 * Puts one threshold where somebody moves it, and no further: the review threshold stays above the blacklist's. Below 0 it is off,
 * as null is.
 */
export function moveThreshold(thresholds: Thresholds, which: Threshold, value: number | null): Thresholds {
  if (value === null || value < 0) return { ...thresholds, [which]: null };
  const { review, blacklist } = thresholds;
  if (which === "review")
    return { ...thresholds, review: Math.max(Math.min(value, MOST.review), (blacklist ?? -1) + 1) };
  const most = Math.min(value, MOST.blacklist, (review ?? 100) - 1);
  return { ...thresholds, blacklist: most < 0 ? null : most };
}

/** Where a threshold lies on the line from score 0 to score 99: behind the scores that it takes in, 0 to 1. */
export function placeOfThreshold(value: number | null): number {
  return value === null ? 0 : (value + 1) / 100;
}

/** The threshold that lies at a place of the line; null left of the first score. */
export function thresholdAt(place: number): number | null {
  const value = Math.round(place * 100) - 1;
  return value < 0 ? null : Math.min(value, 99);
}
