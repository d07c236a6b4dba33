import {
  type CaseResult,
  type Coverage,
  coverageOf,
  packOfFile,
  runTests,
  untestedThresholds,
  type UntestedThreshold,
} from "../../compiler/index.ts";
import type { BoundPack, BoundTest } from "../../dsl/binder/bound.ts";
import type { Store } from "../db/store.ts";
import { withTestStatements } from "./test-statements.ts";
import { createTimeBudget } from "./time-budget.ts";

/** More is refused: tests of a rule are a few users of a few rows. */
const MOST_CASES = 300;
const MOST_ROWS = 20_000;
/** To move thresholds in; those that were not come the next time. */
const THRESHOLDS_WITHIN_MS = 1_500;

export type FileTests =
  | {
      readonly kind: "ran";
      /** In the order of the file. */
      readonly cases: readonly CaseResult[];
      readonly coverage: Coverage;
      /** Null while tests fail, or where time did not suffice. */
      readonly untested: readonly UntestedThreshold[] | null;
      readonly milliseconds: number;
    }
  | { readonly kind: "too_many"; readonly cases: number; readonly rows: number };

export interface FileTestsOptions {
  /** Of the file, inside the pack. */
  readonly path: string;
  /** Milliseconds from any start on. */
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The tests of one file on both targets, and what they see of its rules and attributes.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function runFileTests(
  store: Store,
  whole: BoundPack,
  { path, clock, signal }: FileTestsOptions,
): Promise<FileTests> {
  const pack: BoundPack = { ...packOfFile(whole, path), unchanged: null };
  const select = ({ span }: BoundTest) => span.file === path;
  const size = sizeOf(pack.tests.filter(select));
  if (size.cases > MOST_CASES || size.rows > MOST_ROWS) return { kind: "too_many", ...size };
  const started = clock();
  const cases = await withTestStatements(store, signal, (run) => runTests(pack, { run, select, clock, signal }));
  const isWanted = (file: string) => file === path;
  const coverage = coverageOf(pack, { isWanted, select });
  const budget = createTimeBudget({ within: THRESHOLDS_WITHIN_MS, signal, clock });
  const untested = cases.every(({ status }) => status === "passed")
    ? await untestedThresholds(pack, { isWanted, goOn: budget.goOn })
    : null;
  signal?.throwIfAborted();
  return { kind: "ran", cases, coverage, untested: budget.isOver() ? null : untested, milliseconds: clock() - started };
}

function sizeOf(tests: readonly BoundTest[]): { readonly cases: number; readonly rows: number } {
  const cases = tests.flatMap((test) => test.cases);
  const rowsOf = ({ sources }: (typeof cases)[number]["user"]) =>
    Object.values(sources).reduce((sum, rows) => sum + (rows?.length ?? 0), 0);
  return { cases: cases.length, rows: cases.reduce((sum, { user }) => sum + rowsOf(user), 0) };
}
