import type { Type } from "./type.ts";

/** Types are equal by structure; there are no implicit conversions. */
export function sameType(left: Type, right: Type): boolean {
  if (left.kind === "enum") return right.kind === "enum" && left.name === right.name;
  if (left.kind === "list") return right.kind === "list" && sameType(left.element, right.element);
  if (left.kind === "row") return right.kind === "row" && left.source === right.source;
  return left.kind === right.kind;
}
