import type { BoundCondition, BoundValue } from "../../binder/bound.ts";
import { boundKey } from "../../binder/bound-key.ts";

/** Keys of the values that are known to be present where a condition is asked. */
export type Guards = ReadonlySet<string>;

export const NO_GUARDS: Guards = new Set();

/**
 * What the operands of one `and` or `or` may take for granted. Where `x` is missing, `x is present` decides an "and" and
 * `x is missing` an "or" whatever the others say, so each counts for all the others, before and after it.
 */
export function guardsWithin(condition: BoundCondition, outer: Guards): Guards {
  if (condition.kind !== "and" && condition.kind !== "or") return outer;
  const decides = condition.kind === "and";
  const found = condition.operands.flatMap((operand) => presentKeys(operand, decides));
  return found.length === 0 ? outer : new Set([...outer, ...found]);
}

/** The values present where the condition is `outcome`. */
function presentKeys(condition: BoundCondition, outcome: boolean): readonly string[] {
  if (condition.kind === "not") return presentKeys(condition.operand, !outcome);
  if (condition.kind !== "is" || condition.present !== outcome) return [];
  return guardKeys(condition.operand);
}

/** A field is present only where every step on the way to it is. */
function guardKeys(value: BoundValue): readonly string[] {
  if (value.kind !== "row_field") return [boundKey(value)];
  return value.path.map((_, index) => fieldKey(value.row, value.path.slice(0, index + 1)));
}

export function isGuarded(value: BoundValue, guards: Guards): boolean {
  return guards.size > 0 && guards.has(value.kind === "row_field" ? fieldKey(value.row, value.path) : boundKey(value));
}

export function fieldKey(row: string, path: readonly string[]): string {
  return `${row} ${path.join(".")}`;
}
