import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { BoundCondition, BoundTie, BoundValue, RowId } from "./bound.ts";
import { rowsOf, rowsOfCondition } from "./rows-of.ts";
import type { Scope } from "./scope.ts";

interface Split {
  readonly where: BoundCondition | null;
  readonly ties: readonly BoundTie[];
  readonly outer: RowId | null;
  readonly differs: BoundTie | null;
}

/**
 * Takes the equalities with an outer row, and one difference, out of the condition of an aggregate, so that both targets can group by them.
 * Any other line that mentions an outer row is an error; null after one.
 */
export function splitTies(where: BoundCondition | null, inner: RowId, scope: Scope): Split | null {
  if (where === null) return { where: null, ties: [], outer: null, differs: null };
  const own: BoundCondition[] = [];
  const ties: BoundTie[] = [];
  let differs: BoundTie | null = null;
  let outer: RowId | null = null;
  let failed = false;
  for (const line of where.kind === "and" ? where.operands : [where]) {
    const others = [...rowsOfCondition(line)].filter((row) => row !== inner && row !== "user");
    const [other] = others;
    if (other === undefined) {
      own.push(line);
      continue;
    }
    const tie = relationOf(line, inner, other);
    const isSecond = tie?.op === "!=" && differs !== null;
    if (tie === null || isSecond || others.length > 1 || (outer !== null && outer !== other)) {
      reportLine(line, other, inner, scope);
      failed = true;
      continue;
    }
    outer = other;
    const { op, ...keys } = tie;
    if (op === "==") ties.push(keys);
    else differs = keys;
  }
  return failed ? null : { where: conjunction(own, where), ties, outer, differs };
}

/** `==` or `!=` between a value of the inner row and one of the outer. */
interface Relation extends BoundTie {
  readonly op: "==" | "!=";
}

function relationOf(line: BoundCondition, inner: RowId, outer: RowId): Relation | null {
  if (line.kind !== "compare" || (line.op !== "==" && line.op !== "!=")) return null;
  const { op, left, right } = line;
  if (dependsOnlyOn(left, inner) && dependsOnlyOn(right, outer)) return { op, inner: left, outer: right };
  if (dependsOnlyOn(right, inner) && dependsOnlyOn(left, outer)) return { op, inner: right, outer: left };
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
