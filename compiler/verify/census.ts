import { AGGREGATE_FUNCTIONS } from "../../dsl/ast/aggregates.ts";
import { COMPARE_OPS } from "../../dsl/ast/conditions.ts";
import { ARITHMETIC_OPS } from "../../dsl/ast/operators.ts";
import { FUNCTIONS } from "../../dsl/types/functions.ts";
import { walk } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import { runtimeLists } from "../plan/list-entries.ts";
import type { Plan } from "../plan/plan.ts";
import { partsOf } from "../plan/reach.ts";

/** Everything a plan can be made of, by name: what generated programs must contain among them. */
export const CONSTRUCTS: readonly string[] = [
  ...["literal", "list_ref", "attribute", "user_field", "row_field", "coalesce", "map_lookup"],
  ...[
    "share",
    "is_new",
    "is_new within",
    "overlaps",
    "matches",
    "matches ignoring case",
    "is missing",
    "is present",
    "not",
    "and",
    "or",
    "except",
    "before",
  ],
  ...["in list", "in computed list", "in networks"],
  ...["in runtime list", "in runtime networks", "any of runtime list", "overlaps runtime list"],
  ...[
    "last",
    "within",
    "where",
    "any",
    "every",
    "sequence",
    "sequence by",
    "sequence until",
    "times",
    "guarded arithmetic",
  ],
  ...ARITHMETIC_OPS.map((op) => `arithmetic ${op}`),
  ...COMPARE_OPS.map((op) => `compare ${op}`),
  ...Object.keys(FUNCTIONS).map((fn) => `call ${fn}`),
  ...["contains", "starts_with", "ends_with"].flatMap((op) => [op, `${op} any of`, `${op} ignoring case`]),
  ...AGGREGATE_FUNCTIONS.filter((fn) => fn !== "distinct"),
  ...[
    "distinct",
    "tied count",
    "tied count_distinct",
    "tied sum",
    "tied peak_rows",
    "tied peak_span",
    "tied newest",
    "two ties",
    "difference",
  ],
];

/** The constructs that a plan contains. */
export function census(plan: Plan): ReadonlySet<string> {
  const found = new Set<string>();
  const kept = new Set(runtimeLists(plan).map(({ name }) => name));
  const visit = (expr: Expr): void =>
    walk(expr, (node) =>
      [...constructsOf(node), ...runtimeUses(node, kept)].forEach((construct) => found.add(construct)),
    );
  for (const { when, except } of plan.rules) {
    visit(when);
    if (except !== null) {
      found.add("except");
      visit(except);
    }
  }
  for (const { value } of plan.attributes) if (value !== null) visit(value);
  for (const aggregate of plan.aggregates) {
    partsOf(aggregate).forEach(visit);
    found.add(aggregate.fn);
    if (aggregate.last !== null) found.add("last");
    if (aggregate.withinMs !== null) found.add("within");
    if (aggregate.where !== null) found.add("where");
    const { sequence } = aggregate;
    if (sequence?.by) found.add("sequence by");
    if (sequence?.until) found.add("sequence until");
    if (sequence?.steps.some(({ times }) => times > 1)) found.add("times");
    if (aggregate.ties.length > 0) found.add(`tied ${aggregate.fn}`);
    if (aggregate.ties.length > 1) found.add("two ties");
  }
  return found;
}

/** Tests against lists whose entries operators keep. */
function runtimeUses(node: Expr, kept: ReadonlySet<string>): readonly string[] {
  const isKept = (list: Expr): boolean => list.kind === "list_ref" && kept.has(list.name);
  switch (node.kind) {
    case "in_list":
      return isKept(node.list) ? [`in runtime ${node.containment ? "networks" : "list"}`] : [];
    case "text_test":
      return isKept(node.needle) ? ["any of runtime list"] : [];
    case "overlaps":
      return isKept(node.left) || isKept(node.right) ? ["overlaps runtime list"] : [];
    default:
      return [];
  }
}

function constructsOf(node: Expr): readonly string[] {
  switch (node.kind) {
    case "arithmetic":
      return [
        `arithmetic ${node.op}`,
        ...(node.guard ? ["guarded arithmetic"] : []),
        ...(node.op === "-" && node.right.kind === "tied" ? ["difference"] : []),
      ];
    case "compare":
      return [`compare ${node.op}`];
    case "call":
      return [`call ${node.fn}`];
    case "is":
      return [node.present ? "is present" : "is missing"];
    case "is_new":
      return [node.withinMs === null ? "is_new" : "is_new within"];
    case "text_test":
      return [
        node.op,
        ...(node.anyOf ? [`${node.op} any of`] : []),
        ...(node.ignoringCase ? [`${node.op} ignoring case`] : []),
      ];
    case "matches":
      return [node.ignoringCase ? "matches ignoring case" : "matches"];
    case "in_list": {
      const computed = node.list.kind !== "list_ref" && node.list.kind !== "list_literal";
      return [computed ? "in computed list" : "in list", ...(node.containment ? ["in networks"] : [])];
    }
    default:
      return [node.kind];
  }
}
