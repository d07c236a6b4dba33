import { PREVIOUS, type SourceName } from "../../dsl/types/sources.ts";
import { fieldType } from "../../dsl/types/field-type.ts";
import { FUNCTION_ROWS } from "../functions/functions.ts";
import type { FunctionRow } from "../functions/function-row.ts";
import type { ArithmeticExpr, CallExpr, Expr } from "../plan/expr.ts";
import { at, type Code, from, js, join, LEVEL, type Level, literal, name, orNull, tight } from "./code.ts";
import type { EmitScope } from "./emit-scope.ts";
import { emitList } from "./emit-list.ts";
import { isCondition, type Operands, operands } from "./operand.ts";

/** The value of an expression: `null` where it is missing. */
export function emitValue(expr: Expr, scope: EmitScope): Code {
  const value = plainValue(expr, scope);
  return scope.originOf === undefined ? value : from(scope.originOf(expr), value);
}

function plainValue(expr: Expr, scope: EmitScope): Code {
  if (isCondition(expr)) return truthValue(expr, scope);
  switch (expr.kind) {
    case "literal":
      return literal(expr.value);
    case "list_ref":
    case "list_literal":
      return emitList(expr, scope);
    case "attribute":
      return scope.attribute(expr.name);
    case "aggregate":
      return scope.aggregate(expr.id);
    case "user_field":
      return fieldPath("user", expr.path);
    case "row_field":
      return fieldPath(scope.source ?? "user", expr.path);
    case "arithmetic":
      return whenPresent(operands([expr.left, expr.right], scope), (refs) => arithmetic(expr, refs));
    case "coalesce": {
      const value = emitValue(expr.left, scope);
      const left = tight(value.bare ?? value, LEVEL.compare);
      const right = tight(emitValue(expr.right, scope), LEVEL.compare);
      return at(LEVEL.choice, js`${left} ?? ${right}`);
    }
    case "call":
      return whenPresent(operands(expr.args, scope), (refs) => call(expr, refs));
    case "map_lookup": {
      const { key, value, entries } = scope.index.map(expr.map);
      const map = scope.data.once(`map ${expr.map}`, () =>
        scope.data.refer(expr.map, { kind: "map", key, value, entries }),
      );
      return whenPresent(operands([expr.key], scope), (refs) => orNull(js`${map}.get(${join(refs, ", ")})`));
    }
    case "tied":
      return scope.tied(expr, operands(expr.keys, scope));
  }
}

/** A condition as a value: true, false or null. */
function truthValue(expr: Expr, scope: EmitScope): Code {
  const truth = scope.emit.condition(expr, true, scope);
  if (!expr.nullable) return truth;
  const [yes, no] = [truth, scope.emit.condition(expr, false, scope)].map((code) => tight(code, LEVEL.or));
  if (yes === undefined || no === undefined) throw new Error("invariant: a condition has two sides");
  return at(LEVEL.choice, js`${yes} ? true : ${no} ? false : null`);
}

/** `make` over the present operands, or null where one is missing. */
function whenPresent({ present, refs }: Operands, make: (refs: readonly Code[]) => Code): Code {
  const value = make(refs);
  if (present.length === 0) return value;
  return at(LEVEL.choice, js`${join(present, " && ", LEVEL.and)} ? ${tight(value, LEVEL.or)} : null`);
}

function arithmetic({ op, guard, nullable, right }: ArithmeticExpr, refs: readonly Code[]): Code {
  const [a, b] = refs;
  if (a === undefined || b === undefined) throw new Error("invariant: arithmetic has two operands");
  const byZero = nullable && (right.kind !== "literal" || right.value === 0);
  switch (op) {
    case "div":
      return byZero ? js`div(${a}, ${b})` : js`quotient(${a}, ${b})`;
    case "mod":
      return byZero ? js`mod(${a}, ${b})` : js`remainder(${a}, ${b})`;
    case "+":
      return guarded(guard, LEVEL.add, js`${tight(a, LEVEL.add)} + ${tight(b, LEVEL.multiply)}`);
    case "-":
      return guarded(guard, LEVEL.add, js`${tight(a, LEVEL.add)} - ${tight(b, LEVEL.multiply)}`);
    case "*": {
      const product = js`${tight(a, LEVEL.multiply)} * ${tight(b, LEVEL.unary)}`;
      // -0 does not exist in the language.
      return guard ? js`safe(${product})` : at(LEVEL.add, js`${product} + 0`);
    }
  }
}

function guarded(guard: boolean, level: Level, result: Code): Code {
  return guard ? js`safe(${result})` : at(level, result);
}

function call({ fn, guard }: CallExpr, refs: readonly Code[]): Code {
  const row: FunctionRow = FUNCTION_ROWS[fn];
  const called = guard ? (row.guardedName ?? row.name) : row.name;
  const given = row.takesDayStart === true ? [name("today"), ...refs] : refs;
  return js`${dotted(called)}(${join(given, ", ")})`;
}

/** `Math.abs` and the names of our own functions. */
function dotted(text: string): Code {
  return join(text.split(".").map(name), ".");
}

/** `row.ip.country`, or `user.email?.domain ?? null` where a row on the way may be missing. The event before one is `older`. */
function fieldPath(source: SourceName, path: readonly string[]): Code {
  const [first] = path;
  if (source === "events" && first === PREVIOUS) return stepsFrom(name("older"), source, path.slice(1), true);
  return stepsFrom(source === "user" ? name("user") : name("row"), source, path, false);
}

function stepsFrom(start: Code, source: SourceName, path: readonly string[], mayBeMissing: boolean): Code {
  let code = start;
  let from = source;
  let optional = mayBeMissing;
  path.forEach((field, i) => {
    const step = fieldType(from, field);
    if (step === null) throw new Error(`invariant: ${from} has no field ${field}`);
    code = optional ? js`${code}?.${name(field)}` : js`${code}.${name(field)}`;
    if (i === path.length - 1) return;
    optional ||= step.optional;
    if (step.type.kind === "row") from = step.type.source;
  });
  return optional ? orNull(code) : code;
}
