import { LIMB } from "../functions/numbers.ts";
import type { Expr } from "../plan/expr.ts";
import type { PlanAggregate, PlanSequence } from "../plan/plan.ts";
import { createPeakWindows, createSequenceRuns, sumOf } from "../typescript/support.ts";
import { allOf, anyOf } from "./kleene.ts";
import { clockOf, type SourceRow } from "./row.ts";
import { isSet, numberOf, scalarOf, truthOf, type Value } from "./value.ts";

/** The value of an aggregate over its kept rows, newest first. `value` reads an expression of a row. */
export function aggregateOf(
  { fn, value: of, window, sequence }: PlanAggregate,
  kept: readonly SourceRow[],
  value: (expr: Expr, row: SourceRow) => Value,
): Value {
  const read = (row: SourceRow): Value => {
    if (of === null) throw new Error("invariant: the aggregate has no value");
    return value(of, row);
  };
  switch (fn) {
    case "count":
      return kept.length;
    case "count_distinct":
      return distinct(kept.map(read)).size;
    case "distinct":
      return distinct(kept.map(read));
    case "sum": {
      const numbers = presentNumbers(kept.map(read));
      const limbs = (limb: (each: number) => number) => numbers.reduce((total, each) => total + limb(each), 0);
      return sumOf(
        limbs((each) => Math.trunc(each / LIMB)),
        limbs((each) => each % LIMB),
      );
    }
    case "min":
      return extreme(presentNumbers(kept.map(read)), Math.min);
    case "max":
      return extreme(presentNumbers(kept.map(read)), Math.max);
    case "newest":
      return valueAt(kept.at(0), read);
    case "oldest":
      return valueAt(kept.at(-1), read);
    case "peak_rows":
      return peak(kept, window ?? 1, ({ index }) => index);
    case "peak_span":
      // Rows come newest first: their numbers grow, their times fall.
      return peak(kept, window ?? 1, (row) => -clockOf(row));
    case "sequence":
      return hasSequence(sequence, kept, value);
    case "any":
      return anyOf(kept.map((row) => truthOf(read(row))));
    case "every":
      return allOf(kept.map((row) => truthOf(read(row))));
  }
}

function distinct(values: readonly Value[]) {
  return new Set(values.filter((value) => value !== null).map(scalarOf));
}

function presentNumbers(values: readonly Value[]): readonly number[] {
  return values.filter((value) => value !== null && !isSet(value)).map(numberOf);
}

function extreme(numbers: readonly number[], pick: (a: number, b: number) => number): number | null {
  const [first, ...rest] = numbers;
  return first === undefined ? null : rest.reduce((a, b) => pick(a, b), first);
}

/** A missing field of that row is the answer. */
function valueAt(row: SourceRow | undefined, read: (row: SourceRow) => Value): Value {
  return row === undefined ? null : read(row);
}

function peak(kept: readonly SourceRow[], span: number, position: (row: SourceRow) => number): number {
  const windows = createPeakWindows(span);
  windows.open(0);
  return kept.reduce((most, row) => Math.max(most, windows.add(0, row.index, position(row))), 0);
}

function hasSequence(
  sequence: PlanSequence | null,
  kept: readonly SourceRow[],
  value: (expr: Expr, row: SourceRow) => Value,
): boolean {
  if (sequence === null) throw new Error("invariant: a sequence has steps");
  const { by, spanMs, steps, until } = sequence;
  const runs = createSequenceRuns(
    steps.map(({ times }) => times),
    spanMs,
  );
  return kept.some((row) => {
    const key = by === null ? 0 : value(by, row);
    if (key === null) return false;
    const fits = steps.reduce((bits, { where }, i) => (value(where, row) === true ? bits | (1 << i) : bits), 0);
    return runs.add(scalarOf(key), row.index, clockOf(row), fits, until !== null && value(until, row) === true);
  });
}
