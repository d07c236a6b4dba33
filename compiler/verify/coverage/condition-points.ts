import type { Span } from "../../../dsl/ast/node.ts";
import { allOf, anyOf } from "../../explain/kleene.ts";
import type { Interpreter } from "../../explain/interpreter.ts";
import type { SourceRow } from "../../explain/row.ts";
import { truthOf } from "../../explain/value.ts";
import { children } from "../../plan/children.ts";
import type { Expr } from "../../plan/expr.ts";
import type { Places } from "../../plan/places.ts";
import type { PlanAggregate } from "../../plan/plan.ts";
import type { PlanIndex } from "../../plan/plan-index.ts";
import type { Outcome } from "../../typescript/evaluator.ts";

/** Calls back for every condition that is written in a declaration, outer ones first, with the answers it gave. */
export interface PointWalk {
  readonly index: PlanIndex;
  readonly places: Places;
  /** Whose rows and values are looked at; null looks at the text alone, so that no condition has an answer. */
  readonly interpreter: Interpreter | null;
  /** Only conditions that stand in such a file; of a `define` of another file the use of it. */
  readonly isWanted: (file: string) => boolean;
  readonly visit: (span: Span, answers: readonly Outcome[]) => void;
}

/** The rows that a condition was asked about: one without fields for the user, none where it was never reached. */
type Asked = readonly (SourceRow | null)[];

/** @param expr A condition about the user: of a rule, or the value of an attribute. */
export function walkPoints(expr: Expr, walk: PointWalk): void {
  visitExpr(expr, { asked: walk.interpreter === null ? [] : [null], isCondition: isBool(expr), shown: null }, walk);
}

interface Visited {
  readonly asked: Asked;
  /** A value that is compared is no condition, even if it is true or false. */
  readonly isCondition: boolean;
  /** The condition around it that was shown last. */
  readonly shown: Span | null;
}

function visitExpr(expr: Expr, visited: Visited, walk: PointWalk): void {
  visitTogether([expr], "and", visited, walk);
}

/** Expressions of one place in the text: mostly one, several where a group took in what was written as one condition. */
function visitTogether(
  exprs: readonly Expr[],
  kind: "and" | "or",
  { asked, isCondition, shown }: Visited,
  walk: PointWalk,
): void {
  const [first] = exprs;
  if (first === undefined) return;
  const place = isCondition && exprs.some(canDecide) ? placeOf(first, walk) : null;
  const isNew = place !== null && !(shown !== null && isSame(shown, place));
  if (isNew) walk.visit(place, answersOf(exprs, kind, asked, walk));
  for (const expr of exprs) visitBelow(expr, { asked, isCondition, shown: place ?? shown }, walk);
}

function visitBelow(expr: Expr, { asked, isCondition, shown }: Visited, walk: PointWalk): void {
  if (isCondition && (expr.kind === "and" || expr.kind === "or")) {
    for (const together of byPlace(expr.operands, walk))
      visitTogether(together, expr.kind, { asked, isCondition, shown }, walk);
    return;
  }
  for (const child of children(expr))
    visitExpr(child, { asked, isCondition: isCondition && expr.kind === "not", shown }, walk);
  if (expr.kind === "aggregate" || expr.kind === "tied") visitRows(expr, { asked, shown }, walk);
}

/** The bounds of `x in 1..9`, and the lines of a `define` of another file, stand side by side in the group around them. */
function byPlace(operands: readonly Expr[], walk: PointWalk): readonly (readonly Expr[])[] {
  const groups: Expr[][] = [];
  let before: Span | null = null;
  for (const operand of operands) {
    const place = placeOf(operand, walk);
    if (place !== null && before !== null && isSame(place, before)) groups.at(-1)?.push(operand);
    else groups.push([operand]);
    before = place;
  }
  return groups;
}

function visitRows(
  mention: Extract<Expr, { kind: "aggregate" | "tied" }>,
  { asked, shown }: Pick<Visited, "asked" | "shown">,
  walk: PointWalk,
): void {
  const { index, places, interpreter } = walk;
  const aggregate: PlanAggregate = { ...index.aggregate(mention.id), ...places.parts(mention) };
  const reached = interpreter !== null && asked.length > 0;
  const seen = reached ? interpreter.seen(aggregate) : [];
  const kept = reached ? interpreter.kept(index.aggregate(mention.id)) : [];
  const visit = (part: Expr, rows: Asked, isCondition: boolean) =>
    visitExpr(part, { asked: rows, isCondition, shown }, walk);
  const { where, value, fn, ties, sequence } = aggregate;
  for (const tie of ties) visit(tie, kept, false);
  if (where !== null) visit(where, seen, true);
  if (value !== null) visit(value, kept, fn === "any" || fn === "every");
  for (const step of sequence?.steps ?? []) visit(step.where, kept, true);
  if (sequence?.until) visit(sequence.until, kept, true);
}

/** `not x` says what `x` says, and nothing can be done about a constant. */
function canDecide(expr: Expr): boolean {
  return expr.kind !== "not" && expr.kind !== "literal";
}

function placeOf(expr: Expr, { places, isWanted }: PointWalk): Span | null {
  const place = places.of(expr);
  if (place === null) return null;
  const { span, via } = place;
  if (isWanted(span.file)) return span;
  return via !== null && isWanted(via.file) ? via : null;
}

function answersOf(
  exprs: readonly Expr[],
  kind: "and" | "or",
  asked: Asked,
  { interpreter }: PointWalk,
): readonly Outcome[] {
  if (interpreter === null) return [];
  const join = kind === "and" ? allOf : anyOf;
  return asked.map((row) => join(exprs.map((expr) => truthOf(interpreter.value(expr, row)))));
}

function isBool({ type }: Expr): boolean {
  return type.kind === "bool";
}

function isSame(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
