import type { Expr } from "../ast/expr.ts";
import type { Symbols } from "../binder/symbols.ts";
import { isRowSource } from "../types/row-words.ts";

/** What the results of functions count. */
const FUNCTION_UNITS: Readonly<Record<string, string>> = {
  length: "characters",
  days_since: "days",
  digits_in: "digits",
  vowels_in: "vowels",
  consonants_in: "consonants",
  longest_symbol_run: "characters",
  longest_digit_run: "digits",
};

/** Fields that count end in the word for what they count: `ip_count`, `user_count`. */
const COUNTER = /^([a-z]+)_count$/;
const PLURALS: Readonly<Record<string, string>> = { country: "countries", ip: "ips" };
const HOUR_FIELDS: ReadonlySet<string> = new Set(["local_hour"]);
/** Deeper than any attribute of a person; attributes that read each other in a circle have no unit. */
const DEEPEST = 20;

/**
 * What a number counts, as far as it follows from how it is made: `days` of `days_since(…)`, `ips` of `count(ips)`, and of an
 * attribute what its definition counts. Null when nothing is known.
 *
 * @example
 * // attribute age : int = days_since(user.created)
 * // unitOf(age): "days"
 */
export function unitOf(expr: Expr, symbols: Symbols, depth = 0): string | null {
  if (depth > DEEPEST) return null;
  const of = (inner: Expr) => unitOf(inner, symbols, depth + 1);
  switch (expr.kind) {
    case "name": {
      const declaration = symbols.named.get(expr.name);
      return declaration?.kind === "attribute" ? of(declaration.body) : null;
    }
    case "paren":
      return of(expr.inner);
    case "negate":
      return of(expr.operand);
    case "coalesce":
      return of(expr.left);
    case "arithmetic":
      return unitOfArithmetic(expr.op, of(expr.left), of(expr.right));
    case "call":
      return callUnit(expr.callee.text, expr.args, of);
    case "row_field":
    case "field":
      return fieldUnit(expr.field.text);
    case "aggregate":
      if (expr.value !== null && expr.fn !== "count_distinct") return of(expr.value);
      return expr.value === null && isRowSource(expr.source.source.text) ? expr.source.source.text : null;
    default:
      return null;
  }
}

function callUnit(callee: string, args: readonly Expr[], of: (expr: Expr) => string | null): string | null {
  if (callee === "abs" || callee === "least" || callee === "greatest") return shared(args.map(of));
  return Object.hasOwn(FUNCTION_UNITS, callee) ? (FUNCTION_UNITS[callee] ?? null) : null;
}

/** A product or quotient counts something else; a rest counts what was divided. */
function unitOfArithmetic(op: string, left: string | null, right: string | null): string | null {
  if (op === "+" || op === "-") return left === null || right === null ? (left ?? right) : shared([left, right]);
  return op === "mod" ? left : null;
}

function shared(units: readonly (string | null)[]): string | null {
  const [first = null] = units;
  return units.every((unit) => unit === first) ? first : null;
}

function fieldUnit(field: string): string | null {
  if (HOUR_FIELDS.has(field)) return "o'clock";
  const word = COUNTER.exec(field)?.[1];
  return word === undefined ? null : (PLURALS[word] ?? `${word}s`);
}
