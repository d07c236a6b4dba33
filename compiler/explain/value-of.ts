import { ROW_CAP } from "../../dsl/types/sources.ts";
import { FUNCTION_ROWS } from "../functions/functions.ts";
import type { FunctionRow } from "../functions/function-row.ts";
import type { ArithmeticExpr, CallExpr, CompareExpr, Expr, InListExpr, ShareExpr, TextTestExpr } from "../plan/expr.ts";
import * as support from "../typescript/support.ts";
import { allOf, anyOf, negated } from "./kleene.ts";
import type { Interpreter } from "./interpreter.ts";
import { readField, readPath, type SourceRow } from "./row.ts";
import { listOf, numberOf, scalarOf, textOf, truthOf, type Value } from "./value.ts";

/**
 * The value of an expression, read off the plan with the functions that emitted code calls. `row` is the row in scope.
 */
export function valueOf(expr: Expr, row: SourceRow | null, interpreter: Interpreter): Value {
  const value = (operand: Expr): Value => valueOf(operand, row, interpreter);
  /** Missing, or unknown, where one of the operands is missing. */
  const present = (operands: readonly Expr[], of: (values: readonly Value[]) => Value): Value => {
    const values = operands.map(value);
    return values.includes(null) ? null : of(values);
  };
  const pair = (left: Expr, right: Expr, of: (left: Value, right: Value) => Value): Value =>
    present([left, right], ([a = null, b = null]) => of(a, b));
  switch (expr.kind) {
    case "literal":
      return expr.value;
    case "list_ref":
    case "list_literal":
      return interpreter.list(expr);
    case "attribute":
      return interpreter.attribute(expr.name);
    case "aggregate":
      return interpreter.aggregate(expr.id);
    case "tied":
      return interpreter.tied(expr.id, expr.keys.map(value));
    case "user_field":
      return readPath(interpreter.user, expr.path);
    case "row_field":
      return readField(rowInScope(row), expr.path);
    case "arithmetic":
      return pair(expr.left, expr.right, (a, b) => arithmetic(expr, numberOf(a), numberOf(b)));
    case "coalesce":
      return value(expr.left) ?? value(expr.right);
    case "call":
      return present(expr.args, (args) => call(expr, args, interpreter));
    case "map_lookup":
      return present([expr.key], ([key = null]) => interpreter.map(expr.map).get(scalarOf(key)) ?? null);
    case "compare":
      return pair(expr.left, expr.right, (a, b) => compare(expr.op, a, b));
    case "share":
      return pair(expr.kept, expr.all, (kept, all) => share(expr, numberOf(kept), numberOf(all)));
    case "in_list":
      return pair(expr.operand, expr.list, (a, b) => inList(expr, a, b, interpreter));
    case "overlaps":
      return pair(expr.left, expr.right, (a, b) => support.overlaps(listOf(a), listOf(b)));
    case "text_test":
      return pair(expr.subject, expr.needle, (a, b) => textTest(expr, textOf(a), b));
    case "matches":
      return present([expr.subject], ([subject = null]) => interpreter.matcher(expr)(textOf(subject)));
    case "is":
      // Whether there was an event before the oldest of as many as there can be nobody knows.
      if (expr.nullable && rowInScope(row).index === ROW_CAP - 1) return null;
      return (value(expr.operand) !== null) === expr.present;
    case "is_new":
      return interpreter.isNew(expr, rowInScope(row));
    case "before":
      return interpreter.asOf < expr.moment;
    case "not":
      return negated(truthOf(value(expr.operand)));
    case "and":
      return allOf(expr.operands.map((operand) => truthOf(value(operand))));
    case "or":
      return anyOf(expr.operands.map((operand) => truthOf(value(operand))));
  }
}

function rowInScope(row: SourceRow | null): SourceRow {
  if (row === null) throw new Error("invariant: a field of a row is read outside of its row");
  return row;
}

function arithmetic({ op }: ArithmeticExpr, left: number, right: number): number | null {
  switch (op) {
    case "div":
      return support.div(left, right);
    case "mod":
      return support.mod(left, right);
    case "+":
      return support.safe(left + right);
    case "-":
      return support.safe(left - right);
    case "*":
      return support.safe(left * right);
  }
}

function call({ fn }: CallExpr, args: readonly Value[], { today }: Interpreter): Value {
  const row: FunctionRow = FUNCTION_ROWS[fn];
  // The checker has matched the arguments with the signature beside the row.
  const run = row.run as (...given: readonly Value[]) => Value;
  return row.takesDayStart === true ? run(today, ...args) : run(...args);
}

function compare(op: CompareExpr["op"], left: Value, right: Value): boolean {
  switch (op) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return numberOf(left) < numberOf(right);
    case "<=":
      return numberOf(left) <= numberOf(right);
    case ">":
      return numberOf(left) > numberOf(right);
    case ">=":
      return numberOf(left) >= numberOf(right);
  }
}

/** No division, so nothing is rounded; unknown of no rows. */
function share({ op, percent }: ShareExpr, kept: number, all: number): boolean | null {
  return all === 0 ? null : compare(op, kept * 100, all * percent);
}

function inList({ list, containment }: InListExpr, value: Value, values: Value, interpreter: Interpreter): boolean {
  if (!containment) return listOf(values).has(scalarOf(value));
  return interpreter.networks(list, listOf(values))(textOf(value));
}

function textTest({ op, anyOf: many, ignoringCase }: TextTestExpr, subject: string, needle: Value): boolean {
  const needles = many ? [...listOf(needle)].map(textOf) : [textOf(needle)];
  const text = ignoringCase ? support.asciiLower(subject) : subject;
  const wanted = ignoringCase ? support.lowered(needles) : needles;
  switch (op) {
    case "contains":
      return support.containsAny(text, wanted);
    case "starts_with":
      return support.startsWithAny(text, wanted);
    case "ends_with":
      return support.endsWithAny(text, wanted);
  }
}
