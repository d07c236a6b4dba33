import type { ElementType, Type } from "../../dsl/types/type.ts";
import { elementOf } from "../plan/element-of.ts";

/** The TypeScript type of a present value. Enumerations are plain strings in variables. */
export function tsType(type: Type): string {
  if (type.kind === "list") return `ReadonlySet<${tsElement(type.element)}>`;
  return tsElement(elementOf(type));
}

export function tsElement(type: ElementType): string {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "int":
    case "time":
    case "duration":
      return "number";
    default:
      return "string";
  }
}

export function tsValue(type: Type, nullable: boolean): string {
  return nullable ? `${tsType(type)} | null` : tsType(type);
}
