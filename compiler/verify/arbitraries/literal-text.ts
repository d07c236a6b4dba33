import type { ElementType } from "../../../dsl/types/type.ts";
import type { Draw } from "./draw.ts";
import { ADDRESSES, DURATIONS, EXTREME_INTS, INTS, MEMBERS, MOMENTS, NETWORKS, TEXTS } from "./pools.ts";

/** A literal of a type as it is written in a rule, whatever stands around it. */
export function literalText(type: ElementType, draw: Draw): string {
  switch (type.kind) {
    case "bool":
      return draw.pick(["true", "false"]);
    case "int":
      return intText(draw);
    case "string":
      return quote(draw.pick(TEXTS));
    case "time":
      return new Date(draw.pick(MOMENTS)).toISOString();
    case "duration":
      return draw.pick(DURATIONS).text;
    case "ip":
      return draw.pick(ADDRESSES);
    case "cidr":
      return draw.pick(NETWORKS);
    case "enum":
      return `${type.name}.${draw.pick<string>(MEMBERS[type.name])}`;
  }
}

/** A literal where its type is expected: there the members of enumerations stand bare. */
export function expectedText(type: ElementType, draw: Draw): string {
  return type.kind === "enum" && draw.chance(80) ? draw.pick<string>(MEMBERS[type.name]) : literalText(type, draw);
}

function intText(draw: Draw): string {
  const value = draw.chance(10) ? draw.pick(EXTREME_INTS) : draw.pick(INTS);
  return draw.chance(15) && value > 0 ? `(-${value})` : String(value);
}

export function quote(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replace(/[\u00a0\u2003\u3000]/g, (blank) => `\\u{${blank.charCodeAt(0).toString(16)}}`);
  return `"${escaped}"`;
}

/** A list literal of one to `most` different entries. */
export function listText(type: ElementType, draw: Draw, most = 4): string {
  const entries = new Set(Array.from({ length: draw.int(1, most) }, () => expectedText(type, draw)));
  return `[${[...entries].join(", ")}]`;
}
