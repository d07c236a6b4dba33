import type { ElementType, Type } from "../../dsl/types/type.ts";

/** The type of a scalar, or of the elements of a list. */
export function elementOf(type: Type): ElementType {
  if (type.kind === "row") throw new Error("invariant: a row is not a value");
  return type.kind === "list" ? type.element : type;
}
