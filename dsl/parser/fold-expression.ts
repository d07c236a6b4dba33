import type { IToken, TokenType } from "chevrotain";
import type { CompareOp, PatternLiteral, RangeExpr, TextOp } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import type { ArithmeticOp } from "../ast/operators.ts";
import { endOf, spanOf } from "./lex.ts";
import { node } from "../ast/node.ts";
import type { Reporter } from "./reporter.ts";
import * as t from "./tokens.ts";

/** An expression as read: operands with the prefixes and operators between them, in order. */
export type Item =
  | { readonly item: "operand"; readonly expr: Expr }
  | { readonly item: "prefix"; readonly token: IToken }
  | { readonly item: "infix"; readonly token: IToken; readonly op: InfixOp }
  | {
      readonly item: "is";
      readonly token: IToken;
      readonly test: "missing" | "present" | "new";
      readonly within: Expr | null;
      readonly end: number;
    }
  | {
      readonly item: "matches";
      readonly token: IToken;
      /** Null where it was reported. */
      readonly pattern: PatternLiteral | null;
      readonly ignoringCase: boolean;
      readonly end: number;
    };

export type InfixOp =
  | { readonly kind: "plain" }
  | { readonly kind: "in"; readonly negated: boolean }
  | { readonly kind: "text"; readonly op: TextOp; readonly anyOf: boolean; ignoringCaseEnd: number | null };

type Value = Expr | RangeExpr;

/** Binding power, loosest first; what compares does not chain. */
const POWER = { or: 1, and: 2, not: 3, compare: 4, range: 5, coalesce: 6, sum: 7, product: 8, minus: 9 } as const;

const COMPARE: ReadonlyMap<TokenType, CompareOp> = new Map([
  [t.Equal, "=="],
  [t.Assign, "=="],
  [t.NotEqual, "!="],
  [t.Less, "<"],
  [t.LessEqual, "<="],
  [t.Greater, ">"],
  [t.GreaterEqual, ">="],
]);

const ARITHMETIC: ReadonlyMap<TokenType, ArithmeticOp> = new Map<TokenType, ArithmeticOp>([
  [t.Plus, "+"],
  [t.Minus, "-"],
  [t.Star, "*"],
  [t.RESERVED.div, "div"],
  [t.RESERVED.mod, "mod"],
]);

type Operator = Exclude<Item, { item: "operand" }>;

/** Builds the tree of an expression by binding power, without recursion: long chains cannot overflow. */
export function foldExpression(items: readonly Item[], reporter: Reporter): Expr {
  const only = items[0];
  if (items.length === 1 && only?.item === "operand") return only.expr;
  for (const item of items) if (item.item === "operand") refuseRowsInside(item.expr, reporter);

  const values: Value[] = [];
  const pending: Operator[] = [];
  const reduceWhile = (keepsReducing: (operator: Operator) => boolean) => {
    for (let last = pending.at(-1); last !== undefined && keepsReducing(last); last = pending.at(-1)) {
      pending.pop();
      apply(last, values, reporter);
    }
  };
  for (const item of items) {
    if (item.item === "operand") values.push(item.expr);
    else if (item.item === "prefix") {
      refuseInnerNot(item.token, pending, reporter);
      pending.push(item);
    } else {
      const power = powerOf(item);
      reduceWhile((operator) => powerOf(operator) >= power);
      if (power === POWER.compare) refuseChain(item.token, values.at(-1), reporter);
      // these have nothing behind them that could bind tighter
      if (item.item === "is" || item.item === "matches") apply(item, values, reporter);
      else pending.push(item);
    }
  }
  reduceWhile(() => true);
  const result = values.pop();
  return result === undefined ? errorAt(reporter, 0) : asExpr(result, reporter);
}

function powerOf(operator: Operator): number {
  if (operator.item === "is" || operator.item === "matches") return POWER.compare;
  const type = operator.token.tokenType;
  if (operator.item === "prefix") return type === t.Minus ? POWER.minus : POWER.not;
  if (operator.op.kind !== "plain" || COMPARE.has(type) || type === t.RESERVED.overlaps) return POWER.compare;
  if (type === t.RESERVED.or) return POWER.or;
  if (type === t.RESERVED.and) return POWER.and;
  if (type === t.Range) return POWER.range;
  if (type === t.Coalesce) return POWER.coalesce;
  return type === t.Plus || type === t.Minus ? POWER.sum : POWER.product;
}

function apply(operator: Operator, values: Value[], reporter: Reporter): void {
  const last = values.pop();
  if (last === undefined) return;
  if (operator.item === "prefix") {
    const operand = asExpr(last, reporter);
    const span = reporter.span(operator.token.startOffset, operand.span.end);
    values.push(
      operator.token.tokenType === t.Minus
        ? node({ kind: "negate", operand, span })
        : node({ kind: "not", operand, span }),
    );
  } else if (operator.item === "is") {
    const operand = asExpr(last, reporter);
    const span = reporter.span(operand.span.start, operator.end);
    if (operator.test === "new") values.push(node({ kind: "is_new", operand, within: operator.within, span }));
    else values.push(node({ kind: "is", present: operator.test === "present", operand, span }));
  } else if (operator.item === "matches") {
    const operand = asExpr(last, reporter);
    const { pattern, ignoringCase } = operator;
    const span = reporter.span(operand.span.start, operator.end);
    if (pattern === null) values.push(node({ kind: "error", span }));
    else values.push(node({ kind: "matches", operand, pattern, ignoringCase, span }));
  } else {
    const left = values.pop();
    if (left !== undefined) values.push(infix(operator.token, operator.op, asExpr(left, reporter), last, reporter));
  }
}

function infix(token: IToken, op: InfixOp, left: Expr, right: Value, reporter: Reporter): Value {
  const span = reporter.span(left.span.start, right.span.end);
  if (op.kind === "in") {
    return node({ kind: "in", negated: op.negated, operand: left, haystack: right, span });
  }
  const value = asExpr(right, reporter);
  if (op.kind === "text") {
    const end = op.ignoringCaseEnd ?? right.span.end;
    const { anyOf } = op;
    const wide = reporter.span(span.start, end);
    return node({
      kind: "text_test",
      op: op.op,
      anyOf,
      ignoringCase: op.ignoringCaseEnd !== null,
      left,
      right: value,
      span: wide,
    });
  }
  const type = token.tokenType;
  const compare = COMPARE.get(type);
  if (compare !== undefined) {
    if (type === t.Assign) reportAssign(token, reporter);
    return node({ kind: "compare", op: compare, left, right: value, span });
  }
  const arithmetic = ARITHMETIC.get(type);
  if (arithmetic !== undefined) return node({ kind: "arithmetic", op: arithmetic, left, right: value, span });
  if (type === t.Coalesce) return node({ kind: "coalesce", left, right: value, span });
  if (type === t.Range) return node({ kind: "range", low: left, high: value, span });
  if (type === t.RESERVED.overlaps) {
    return node({ kind: "text_test", op: "overlaps", anyOf: false, ignoringCase: false, left, right: value, span });
  }
  return node({ kind: "logical", op: type === t.RESERVED.or ? "or" : "and", left, right: value, span });
}

function reportAssign(token: IToken, reporter: Reporter): void {
  const span = spanOf(token, reporter.file);
  reporter.report("TC0026", span, {}, { fixes: [{ title: "compare", edits: [{ span, text: "==" }] }] });
}

/** A range is no value: it stands only behind `in`. */
function asExpr(value: Value, reporter: Reporter): Expr {
  if (value.kind !== "range") return value;
  reporter.report("TC0020", value.span, { expected: "`in` before a range", found: "a range alone" });
  return node({ kind: "error", span: value.span });
}

function refuseRowsInside(expr: Expr, reporter: Reporter): void {
  if (expr.kind !== "group" && expr.kind !== "quantifier" && expr.kind !== "sequence") return;
  const word = expr.kind === "sequence" ? expr.kind : expr.op;
  const what = expr.kind === "group" ? `${word} { }` : expr.kind === "quantifier" ? `${word} ${expr.row.text}` : word;
  reporter.report("TC0028", reporter.span(expr.span.start, expr.span.start + word.length), { what });
}

function refuseChain(token: IToken, left: Value | undefined, reporter: Reporter): void {
  if (left === undefined || !["compare", "in", "text_test", "matches", "is", "is_new"].includes(left.kind)) return;
  reporter.report(
    "TC0025",
    spanOf(token, reporter.file),
    { operator: token.image },
    {
      secondary: [{ span: left.span, message: "compared here already" }],
    },
  );
}

/** `a == not b`: `not` would reach over the comparison that it stands in. */
function refuseInnerNot(token: IToken, pending: readonly Operator[], reporter: Reporter): void {
  const last = pending.at(-1);
  if (token.tokenType !== t.RESERVED.not || last === undefined || powerOf(last) <= POWER.not) return;
  reporter.report("TC0038", spanOf(token, reporter.file), {});
}

const errorAt = (reporter: Reporter, at: number): Expr => node({ kind: "error", span: reporter.span(at, at) });

/** The span from one token to another. */
export const spanBetween = (first: IToken, last: IToken, reporter: Reporter) =>
  reporter.span(first.startOffset, Math.max(endOf(last), first.startOffset));
