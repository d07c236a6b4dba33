import type { CompareOp } from "../../../dsl/ast/conditions.ts";
import type { Scalar } from "../../../dsl/binder/bound.ts";
import { checkedPattern, createMatcher } from "../../../dsl/regex/create-matcher.ts";
import { asciiLower } from "../../functions/text.ts";
import { elementOf } from "../../plan/element-of.ts";
import type { CompareExpr, Expr, InListExpr, MatchesExpr, OverlapsExpr, TextTestExpr } from "../../plan/expr.ts";
import { aimAtRows, aimAtValue, relate, type Walk } from "./aim-at-value.ts";
import type { Aim } from "./boundaries.ts";
import { describedTexts } from "./described-texts.ts";
import { addressesAround, nearTexts, nearValues, textsWith } from "./near-values.ts";

/** Asks for what makes a condition true, or not true, and for what lies around the point where that changes. */
export function aimAtCondition(expr: Expr, wanted: boolean, walk: Walk): void {
  switch (expr.kind) {
    case "and":
    case "or":
      for (const operand of expr.operands) aimAtCondition(operand, wanted, walk);
      return;
    case "not":
      return aimAtCondition(expr.operand, !wanted, walk);
    case "compare":
      return aimAtComparison(expr, wanted, walk);
    case "share": {
      const many = wanted === (expr.op === ">" || expr.op === ">=");
      return aimAtValue(expr.kept, { toward: many ? [1, 2, 4] : [0], near: [0, 1, 2] }, walk);
    }
    case "in_list":
      return aimAtMembership(expr, wanted, walk);
    case "overlaps":
      return aimAtOverlap(expr, wanted, walk);
    case "text_test":
      return aimAtText(expr, wanted, walk);
    case "matches":
      return aimAtPattern(expr, wanted, walk);
    case "is": {
      const missing: Aim<Scalar | null> =
        expr.present === wanted ? { toward: [], near: [null] } : { toward: [null], near: [null] };
      return aimAtValue(expr.operand, missing, walk);
    }
    case "aggregate":
    case "tied": {
      const aggregate = walk.index.aggregate(expr.id);
      const inside = { ...walk, source: aggregate.source };
      const quantifies = aggregate.fn === "any" || aggregate.fn === "every";
      if (!quantifies) return aimAtValue(expr, { toward: [wanted], near: [true, false] }, walk);
      aimAtRows(aggregate, { toward: wanted ? [1, 2, 3] : [1], near: [0, 1, 2] }, walk);
      if (aggregate.where !== null) aimAtCondition(aggregate.where, true, inside);
      if (aggregate.value !== null) aimAtCondition(aggregate.value, wanted, inside);
      return;
    }
    default:
      return aimAtValue(expr, { toward: [wanted], near: [true, false] }, walk);
  }
}

const OPPOSITE = { "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">" } as const satisfies Record<
  CompareOp,
  CompareOp
>;
const MIRRORED = { "==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<=" } as const satisfies Record<
  CompareOp,
  CompareOp
>;

function aimAtComparison({ op, left, right }: CompareExpr, wanted: boolean, walk: Walk): void {
  const asked = wanted ? op : OPPOSITE[op];
  if (right.kind === "literal") return aimAtValue(left, comparedWith(asked, right.value, left), walk);
  if (left.kind === "literal") return aimAtValue(right, comparedWith(MIRRORED[asked], left.value, right), walk);
  if (left.type.kind === "int" || left.type.kind === "time" || left.type.kind === "duration")
    relate(left, right, { toward: passing(asked, 0), near: [-1, 0, 1] }, walk);
  // A map that is compared with gives the values that matter.
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (other.kind !== "map_lookup") continue;
    const values = walk.index.map(other.map).entries.map(([, value]) => value);
    const keys = walk.index.map(other.map).entries.map(([key]) => key);
    aimAtValue(side, around(values, side), walk);
    aimAtValue(other.key, { toward: keys, near: keys }, walk);
  }
}

function comparedWith(op: CompareOp, value: Scalar, operand: Expr): Aim {
  const near = nearValues(value, elementOf(operand.type));
  if (typeof value === "number") return { toward: passing(op, value), near };
  return { toward: op === "==" ? [value] : near.filter((other) => other !== value), near };
}

/** Numbers for which `x op value` holds, at its edge first. */
function passing(op: CompareOp, value: number): readonly number[] {
  switch (op) {
    case "==":
      return [value];
    case "!=":
      return [value + 1, value - 1];
    case "<":
      return [value - 1, Math.min(value - 1, 0)];
    case "<=":
      return [value, Math.min(value - 1, 0)];
    case ">":
      return [value + 1, value + 2];
    case ">=":
      return [value, value + 1];
  }
}

function aimAtMembership({ operand, list, containment }: InListExpr, wanted: boolean, walk: Walk): void {
  const members = membersOf(list, walk);
  if (members === null) {
    // `LIST contains x`: rows are asked for the value.
    if (operand.kind === "literal") aimAtValue(list, comparedWith(wanted ? "==" : "!=", operand.value, operand), walk);
    return;
  }
  if (!containment) return aimAtValue(operand, among(members, wanted, operand), walk);
  const inside = members.map((network) => String(network).replace(/\/.*$/, ""));
  const edges = addressesAround(members.map(String));
  const outside = edges.filter((_, i) => i % 4 === 1);
  aimAtValue(operand, { toward: wanted ? inside : outside, near: edges }, walk);
}

function aimAtOverlap({ left, right }: OverlapsExpr, wanted: boolean, walk: Walk): void {
  for (const [list, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const members = membersOf(other, walk);
    if (members !== null) aimAtValue(list, among(members, wanted, list), walk);
  }
}

function among(members: readonly Scalar[], wanted: boolean, operand: Expr): Aim {
  const aim = around(members, operand);
  const known = new Set(members);
  return wanted ? aim : { toward: aim.near.filter((value) => !known.has(value)), near: aim.near };
}

function around(values: readonly Scalar[], operand: Expr): Aim {
  const type = elementOf(operand.type);
  return { toward: values, near: values.flatMap((value) => nearValues(value, type)) };
}

function aimAtPattern({ pattern, ignoringCase, subject }: MatchesExpr, wanted: boolean, walk: Walk): void {
  const matches = createMatcher(pattern, ignoringCase);
  const near = describedTexts(checkedPattern(pattern, ignoringCase)).flatMap((text) => [
    ...nearTexts(text),
    ...textsWith(text),
    `${text}\n`,
  ]);
  aimAtValue(subject, { toward: near.filter((text) => matches(text) === wanted), near }, walk);
}

function aimAtText({ op, anyOf, ignoringCase, subject, needle }: TextTestExpr, wanted: boolean, walk: Walk): void {
  const needles = needle.kind === "literal" ? [needle.value] : anyOf ? membersOf(needle, walk) : null;
  if (needles === null) return;
  const texts = needles.map(String);
  const holding = texts.flatMap((text) => {
    const [alone = text, before = text, behind = text] = textsWith(text);
    return op === "starts_with" ? [alone, before] : op === "ends_with" ? [alone, behind] : [...textsWith(text)];
  });
  const near = texts.flatMap((text) => [...nearTexts(text), ...textsWith(text)]);
  const fold = (text: string) => (ignoringCase ? asciiLower(text) : text);
  const lacking = near.filter((text) => !texts.some((each) => fold(text).includes(fold(each))));
  aimAtValue(subject, { toward: wanted ? holding : lacking, near }, walk);
}

/** Members spread over the whole of a long list; null for one that is computed. */
function membersOf(list: Expr, { index }: Walk): readonly Scalar[] | null {
  const values =
    list.kind === "list_literal" ? list.values : list.kind === "list_ref" ? index.list(list.name).values : null;
  if (values === null) return null;
  const step = Math.max(1, Math.ceil(values.length / MOST_MEMBERS));
  return values.filter((_, i) => i % step === 0);
}

const MOST_MEMBERS = 20;
