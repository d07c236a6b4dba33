import type { Scalar } from "../../../dsl/binder/bound.ts";
import { checkedPattern } from "../../../dsl/regex/create-matcher.ts";
import { enumMembers } from "../../../dsl/types/field-type.ts";
import type { ElementType, Type } from "../../../dsl/types/type.ts";
import { children, walk } from "../../plan/children.ts";
import type { Expr } from "../../plan/expr.ts";
import type { PlanIndex } from "../../plan/plan-index.ts";
import type { PlanRule } from "../../plan/plan.ts";
import { describedTexts } from "../boundaries/described-texts.ts";
import { nearValues } from "../boundaries/near-values.ts";

/** Values worth giving to each attribute that a rule reads, in the order in which it reads them. */
export type AttributeValues = ReadonlyMap<string, { readonly type: ElementType; readonly values: readonly Scalar[] }>;

/** Of a long list the first ones say enough. */
const MOST_MEMBERS = 2;

/**
 * What the rule compares its attributes with, and what lies next to that. Null for a rule that looks at more than single values of
 * attributes: at rows, at fields of the user, at lists.
 */
export function attributeValues({ when, except }: PlanRule, index: PlanIndex): AttributeValues | null {
  const found = new Map<string, { type: ElementType; values: Set<Scalar> }>();
  let simple = true;
  const visit = (node: Expr) => {
    if (node.kind === "aggregate" || node.kind === "tied" || node.kind === "user_field") simple = false;
    if (node.kind === "attribute") {
      if (node.type.kind === "list" || node.type.kind === "row") simple = false;
      else if (!found.has(node.name)) found.set(node.name, { type: node.type, values: new Set(ordinary(node.type)) });
    }
  };
  for (const part of [when, except]) if (part !== null) walk(part, visit);
  if (!simple) return null;
  const tell = (expr: Expr, values: readonly Scalar[]) =>
    walk(expr, (node) => {
      const known = node.kind === "attribute" ? found.get(node.name) : undefined;
      if (known !== undefined)
        for (const value of values)
          for (const near of nearValues(value, known.type)) if (fits(near, known.type)) known.values.add(near);
    });
  const aim = (node: Expr) => {
    for (const [subject, other] of pairs(node)) tell(subject, comparedWith(other, index));
    if (node.kind === "matches") tell(node.subject, describedTexts(checkedPattern(node.pattern, node.ignoringCase)));
  };
  for (const part of [when, except]) if (part !== null) walk(part, aim);
  return new Map([...found].map(([name, { type, values }]) => [name, { type, values: [...values] }]));
}

function ordinary(type: Type): readonly Scalar[] {
  switch (type.kind) {
    case "bool":
      return [true, false];
    case "int":
      return [0, 1];
    case "string":
      return ["a"];
    case "enum":
      return enumMembers(type.name).slice(0, 1);
    default:
      return [];
  }
}

/** Each side of a comparison with the other. */
function pairs(node: Expr): readonly (readonly [Expr, Expr])[] {
  if (node.kind === "in_list") return [[node.operand, node.list]];
  if (node.kind === "text_test") return [[node.subject, node.needle]];
  if (node.kind !== "compare" && node.kind !== "coalesce") return [];
  const [left, right] = children(node);
  return left === undefined || right === undefined
    ? []
    : [
        [left, right],
        [right, left],
      ];
}

function comparedWith(other: Expr, index: PlanIndex): readonly Scalar[] {
  if (other.kind === "literal") return [other.value];
  if (other.kind === "list_literal") return other.values.slice(0, MOST_MEMBERS);
  if (other.kind === "list_ref") return (index.list(other.name).values ?? []).slice(0, MOST_MEMBERS);
  return [];
}

function fits(value: Scalar, { kind }: ElementType): boolean {
  const wanted =
    kind === "bool" ? "boolean" : kind === "int" || kind === "time" || kind === "duration" ? "number" : "string";
  return typeof value === wanted && kind !== "cidr" && kind !== "ip";
}
