import type { Type, ValueType } from "./type.ts";
import { rowWordOf } from "./row-words.ts";

/** A type in the language's own notation: `int`, `list<cidr>`, `event_type`, `device`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case "enum":
      return type.name;
    case "list":
      return `list<${typeText(type.element)}>`;
    case "row":
      return rowWordOf(type.source);
    default:
      return type.kind;
  }
}

/** The same with a `?` where a value may be missing. */
export function valueTypeText({ type, optional }: ValueType): string {
  return optional ? `${typeText(type)}?` : typeText(type);
}
