import { ROW_CAP } from "./sources.ts";

/** The static limits of a program; each has a diagnostic of its own. They bound the cost of every rule. */
export const LIMITS = {
  /** Bound nodes of one declaration after `define`s are expanded. */
  nodes: 2_000,
  /** Levels of one expression. */
  depth: 100,
  /** Rows inside rows: an aggregate over rows of a source may stand in the condition of one other row. */
  rowNesting: 2,
  /** `within` durations that differ, in one declaration. */
  spans: 8,
  /** Milliseconds: 3,650 days. */
  durationMs: 3_650 * 86_400_000,
  /** `last N`, `peak(N rows of …)`: no source shows more rows. */
  rows: ROW_CAP,
  /** Steps of one sequence. */
  steps: 10,
  /** `times N` of a step. */
  times: 100,
  listEntries: 100_000,
  /** UTF-8 bytes of all entries of a list. */
  listBytes: 4 * 1024 * 1024,
  /**
   * Different patterns that one rule or attribute needs. PostgreSQL keeps 32 compiled ones; six functions of the language
   * use one each, and two are left for the store's own statements.
   */
  patterns: 24,
  /** Ways in which one rule or attribute has rows sorted beyond each user's own order: `is new`, tied `peak`, steps of a sequence. */
  partitions: 12,
  /** UTF-8 bytes of one string. */
  stringBytes: 2 * 1024,
  /** Code points of `because` and `false_positives`. */
  proseLength: 500,
  /** Code points of a `because` with values in it. */
  becauseLength: 1_000,
} as const;

/** The largest integer both targets hold exactly: 2^53 − 1. */
export const MAX_INT = Number.MAX_SAFE_INTEGER;
