import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { BoundCondition, BoundTie, BoundValue, RowId } from "./bound.ts";
import { rowsOf, rowsOfCondition } from "./rows-of.ts";
import type { Scope } from "./scope.ts";

interface Split {
  readonly where: BoundCondition | null;
  readonly ties: readonly BoundTie[];
  readonly outer: RowId | null;
}

/**
 * Takes the equalities with an outer row out of the condition of an aggregate, so that both targets can group by them.
 * Any other line that mentions an outer row is an error; null after one.
 */
export function splitTies(where: BoundCondition | null, inner: RowId, scope: Scope): Split | null {
  if (where === null) return { where: null, ties: [], outer: null };
  const own: BoundCondition[] = [];
  const ties: BoundTie[] = [];
  let outer: RowId | null = null;
  let failed = false;
  for (const line of where.kind === "and" ? where.operands : [where]) {
    const others = [...rowsOfCondition(line)].filter((row) => row !== inner && row !== "user");
    const [other] = others;
    if (other === undefined) {
      own.push(line);
      continue;
    }
    const tie = tieOf(line, inner, other);
    if (tie === null || others.length > 1 || (outer !== null && outer !== other)) {
      reportLine(line, other, inner, scope);
      failed = true;
      continue;
    }
    outer = other;
    ties.push(tie);
  }
  return failed ? null : { where: conjunction(own, where), ties, outer };
}

function tieOf(line: BoundCondition, inner: RowId, outer: RowId): BoundTie | null {
  if (line.kind !== "compare" || line.op !== "==") return null;
  if (dependsOnlyOn(line.left, inner) && dependsOnlyOn(line.right, outer))
    return { inner: line.left, outer: line.right };
  if (dependsOnlyOn(line.right, inner) && dependsOnlyOn(line.left, outer))
    return { inner: line.right, outer: line.left };
  return null;
}

function dependsOnlyOn(value: BoundValue, row: RowId): boolean {
  const rows = [...rowsOf(value)].filter((other) => other !== "user");
  return rows.length === 1 && rows[0] === row;
}

function conjunction(lines: readonly BoundCondition[], where: BoundCondition): BoundCondition | null {
  const [first] = lines;
  if (first === undefined) return null;
  return lines.length === 1 ? first : { kind: "and", operands: lines, span: where.span };
}

function reportLine(line: BoundCondition, outer: RowId, inner: RowId, scope: Scope): void {
  const alias = scope.frames.find((frame) => frame.row === outer)?.alias ?? "the outer row";
  const code = rowsOfCondition(line).has(inner) ? "TC0217" : "TC0225";
  scope.report(diagnostic(code, line.span, { outer: alias }));
}
