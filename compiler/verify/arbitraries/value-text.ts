import type { ElementType } from "../../../dsl/types/type.ts";
import { aggregateValue } from "./aggregate-text.ts";
import { literalText } from "./literal-text.ts";
import { EXTREME_INTS } from "./pools.ts";
import { fieldsOf, type Need, type Scope } from "./program-scope.ts";

const INT: ElementType = { kind: "int" };
const STRING: ElementType = { kind: "string" };
const TIME: ElementType = { kind: "time" };
const COUNTRY: ElementType = { kind: "enum", name: "country" };
const DURATION: ElementType = { kind: "duration" };

/** A value of a type; never missing where `need` is `total`. `depth` bounds what stands inside it. */
export function valueText(type: ElementType, scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  if (depth <= 0) return simpleValue(type, scope, need);
  if (need === "total" && draw.chance(35)) {
    return `(${valueText(type, scope, "any", depth - 1)} ?? ${literalText(type, draw)})`;
  }
  if (draw.chance(45)) return simpleValue(type, scope, need);
  if (need === "any" && draw.chance(12)) {
    return `(${valueText(type, scope, "any", depth - 1)} ?? ${simpleValue(type, scope, "any")})`;
  }
  const aggregate = scope.aggregates && draw.chance(50) ? aggregateValue(type, scope, need, depth) : null;
  return aggregate ?? computedValue(type, scope, need, depth) ?? simpleValue(type, scope, need);
}

/** A field, an attribute or a literal. */
export function simpleValue(type: ElementType, scope: Scope, need: Need): string {
  const { draw } = scope;
  const fits = ({ optional }: { readonly optional: boolean }): boolean => need === "any" || !optional;
  const attributes = scope.attributes.filter(
    (attribute) => fits(attribute) && JSON.stringify(attribute.type) === JSON.stringify(type),
  );
  const fields = fieldsOf(scope, type).filter(fits);
  if (attributes.length > 0 && draw.chance(30)) return draw.pick(attributes).name;
  if (fields.length > 0 && draw.chance(80)) return draw.pick(fields).text;
  return literalText(type, draw);
}

/** Operators and functions. All may be missing for the checker, by overflow or a missing operand: wrapped where that matters. */
export function computedValue(type: ElementType, scope: Scope, need: Need, depth: number): string | null {
  const { draw } = scope;
  const inner = (wanted: ElementType): string => valueText(wanted, scope, need, depth - 1);
  const total = (text: string): string => (need === "total" ? `(${text} ?? ${literalText(type, draw)})` : text);
  const arithmetic = (op: string, left: ElementType, right: ElementType): string =>
    total(`(${inner(left)} ${op} ${inner(right)})`);
  switch (type.kind) {
    case "int":
      return draw.oneOf([
        () => arithmetic(draw.pick(["+", "-", "*"]), INT, INT),
        () => total(`(${inner(INT)} ${draw.pick(["+", "-", "*"])} ${draw.pick(EXTREME_INTS)})`),
        () => arithmetic(draw.pick(["div", "mod"]), INT, INT),
        () =>
          total(`((-${simpleValue(INT, scope, need)}) ${draw.pick(["div", "mod"])} ${draw.pick(["2", "3", "(-2)"])})`),
        () => total(`(-${simpleValue(INT, scope, need)})`),
        () => total(`${draw.pick(INT_FUNCTIONS)}(${inner(STRING)})`),
        () => total(`${draw.pick(["least", "greatest"])}(${inner(INT)}, ${inner(INT)})`),
        () => total(`abs(${inner(INT)})`),
        () => total(`days_since(${inner(TIME)})`),
        () => total(`distance_km(${inner(COUNTRY)}, ${inner(COUNTRY)})`),
        () => total(`weight_of[${inner(STRING)}]`),
      ]);
    case "string":
      return draw.oneOf([
        () => `${draw.pick(["lower", "trim", "single_encoded"])}(${inner(STRING)})`,
        () => total(`domain_of(${inner(STRING)})`),
      ]);
    case "time":
      return arithmetic(draw.pick(["+", "-"]), TIME, DURATION);
    case "duration":
      return draw.oneOf([
        () => arithmetic("-", TIME, TIME),
        () => arithmetic(draw.pick(["+", "-"]), DURATION, DURATION),
        () => arithmetic("*", DURATION, INT),
      ]);
    case "enum":
      return type.name === "country" && need === "any" ? `home_of[${inner(STRING)}]` : null;
    default:
      return null;
  }
}

export const INT_FUNCTIONS = [
  "length",
  "length",
  "length",
  "digits_in",
  "vowels_in",
  "consonants_in",
  "longest_symbol_run",
  "longest_digit_run",
] as const;
