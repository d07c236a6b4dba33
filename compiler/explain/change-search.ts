import type { Expr } from "../plan/expr.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { allTogether, type Family, IMPOSSIBLE, NOTHING, oneOf, single } from "./change-sets.ts";
import { excludeEachOther } from "./excludes.ts";
import { type Explaining, keptBy, type Mention, mentioned } from "./explaining.ts";
import { allOf, anyOf, negated } from "./kleene.ts";
import type { SourceRow } from "./row.ts";
import { truthOf } from "./value.ts";

/** What a condition is to be; `orUnknown`: or unknown, which is enough where it must only not be true. */
export interface Goal {
  readonly value: boolean;
  readonly orUnknown: boolean;
}

/** A leaf that is to be what it is not (or is what it should be), about one row or about the user. */
export interface Change {
  readonly expr: Expr;
  readonly row: SourceRow | null;
  readonly wanted: boolean;
}

export interface ChangeSearch {
  /**
   * The smallest sets of leaves that have to change for the goal; the empty one where it is met. Exact where each of them brings it
   * about (`truthWith`): a leaf that stands twice, once negated, and is as wanted in one place is not held there.
   */
  readonly flips: (expr: Expr, row: SourceRow | null, goal: Goal) => Family;
  /** The smallest sets of leaves that bring the goal about as it is; none where it is not met. */
  readonly reasons: (expr: Expr, row: SourceRow | null, goal: Goal) => Family;
  readonly together: (families: readonly Family[]) => Family;
  readonly change: (id: number) => Change;
  /** Judges anew with the leaves as the changes want them. */
  readonly truthWith: (expr: Expr, changes: readonly number[]) => Outcome;
}

/**
 * Searches the conditions of one user from the leaves up: through groups, and into the rows of `any ROW` and `every ROW` where
 * one row decides. Where many rows would have to change, the condition over them is itself the leaf.
 */
export function createChangeSearch(explaining: Explaining): ChangeSearch {
  const { interpreter } = explaining;
  const changes: Change[] = [];
  const ids = new Map<string, number>();
  const leaf = createLeafKeys();

  const idOf = (change: Change): number => {
    const key = `${leaf(change.expr, change.row)} ${change.wanted}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, changes.length);
    return changes.push(change) - 1;
  };
  const changeOf = (id: number): Change => {
    const change = changes[id];
    if (change === undefined) throw new Error(`invariant: there is no change ${id}`);
    return change;
  };
  const fits = (a: number, b: number): boolean => {
    if (a === b) return true;
    const [left, right] = [changeOf(a), changeOf(b)];
    if (left.row?.index !== right.row?.index || left.row?.source !== right.row?.source) return true;
    if (left.wanted !== right.wanted && leaf(left.expr, left.row) === leaf(right.expr, right.row)) return false;
    return !excludeEachOther(left, right);
  };

  const search = (expr: Expr, row: SourceRow | null, goal: Goal, ofLeaf: OfLeaf): Family => {
    const below = (operand: Expr, inner: SourceRow | null, wanted: Goal) => search(operand, inner, wanted, ofLeaf);
    switch (expr.kind) {
      case "not":
        return below(expr.operand, row, { ...goal, value: !goal.value });
      case "and":
      case "or": {
        const families = expr.operands.map((operand) => below(operand, row, goal));
        return (expr.kind === "and") === goal.value ? allTogether(families, fits) : oneOf(families);
      }
      case "aggregate": {
        const { fn, value } = mentioned(expr, explaining);
        const rows = keptBy(expr, row, explaining);
        const oneRowDecides = (fn === "any" && goal.value) || (fn === "every" && !goal.value);
        if (!oneRowDecides || value === null || rows.length === 0) return ofLeaf(expr, row, goal);
        return oneOf(rows.map((each) => below(value, each, goal)));
      }
      case "literal":
        return isMet(expr, row, goal) ? NOTHING : IMPOSSIBLE;
      default:
        return ofLeaf(expr, row, goal);
    }
  };

  const isMet = (expr: Expr, row: SourceRow | null, { value, orUnknown }: Goal): boolean => {
    const truth = truthOf(interpreter.value(expr, row));
    return truth === value || (orUnknown && truth === null);
  };
  const changed: OfLeaf = (expr, row, goal) =>
    isMet(expr, row, goal) ? NOTHING : single(idOf({ expr, row, wanted: goal.value }));
  const held: OfLeaf = (expr, row, goal) =>
    isMet(expr, row, goal) ? single(idOf({ expr, row, wanted: goal.value })) : IMPOSSIBLE;

  return {
    flips: (expr, row, goal) => search(expr, row, goal, changed),
    reasons: (expr, row, goal) => search(expr, row, goal, held),
    together: (families) => allTogether(families, fits),
    change: changeOf,
    truthWith: (expr, given) => {
      const overrides = new Map(
        given.map(changeOf).map((change) => [leaf(change.expr, change.row), change.wanted] as const),
      );
      const truth = (each: Expr, row: SourceRow | null): Outcome => {
        const override = overrides.get(leaf(each, row));
        if (override !== undefined) return override;
        if (each.kind === "not") return negated(truth(each.operand, row));
        if (each.kind === "and") return allOf(each.operands.map((operand) => truth(operand, row)));
        if (each.kind === "or") return anyOf(each.operands.map((operand) => truth(operand, row)));
        const overRows = ofRows(each, row, truth, explaining);
        return overRows === undefined ? truthOf(interpreter.value(each, row)) : overRows;
      };
      return truth(expr, null);
    },
  };
}

type OfLeaf = (expr: Expr, row: SourceRow | null, goal: Goal) => Family;

/** The truth of a condition over rows; undefined for all else. */
function ofRows(
  expr: Expr,
  row: SourceRow | null,
  truth: (expr: Expr, row: SourceRow) => Outcome,
  explaining: Explaining,
): Outcome | undefined {
  if (expr.kind !== "aggregate") return undefined;
  const mention: Mention = expr;
  const { fn, value } = mentioned(mention, explaining);
  if (value === null || (fn !== "any" && fn !== "every")) return undefined;
  const truths = keptBy(mention, row, explaining).map((each) => truth(value, each));
  return fn === "any" ? anyOf(truths) : allOf(truths);
}

/** A text that two leaves share exactly when they ask the same of the same row, wherever they stand. */
function createLeafKeys(): (expr: Expr, row: SourceRow | null) => string {
  const texts = new Map<Expr, string>();
  return (expr, row) => {
    let text = texts.get(expr);
    if (text === undefined) texts.set(expr, (text = JSON.stringify(expr)));
    return row === null ? text : `${row.source} ${row.index} ${text}`;
  };
}
