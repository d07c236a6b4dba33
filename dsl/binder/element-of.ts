import type { ElementType, Type } from "../types/type.ts";

/** The type as something a list may hold; null for rows and lists. */
export function elementOf(type: Type): ElementType | null {
  return type.kind === "list" || type.kind === "row" ? null : type;
}
