import { walk } from "./children.ts";
import type { Expr } from "./expr.ts";
import type { Plan, PlanAggregate, PlanAttribute, PlanRule, PlanSequence } from "./plan.ts";
import { indexPlan } from "./plan-index.ts";

/** What some rules and attributes of a plan need, and nothing else: what a target compiles. */
export interface Reach {
  readonly rules: readonly PlanRule[];
  /** Asked for by name, in the order of the plan; their values are part of the answer. */
  readonly outputs: readonly PlanAttribute[];
  /** All that are read, dependencies first. */
  readonly attributes: readonly PlanAttribute[];
  /** All that are read, dependencies first. */
  readonly aggregates: readonly PlanAggregate[];
}

export interface Wanted {
  /** Ids; all rules if left out. */
  readonly rules?: readonly string[];
  /** Names of attributes that belong to the answer; none if left out. */
  readonly attributes?: readonly string[];
}

export function reach(plan: Plan, wanted: Wanted): Reach {
  const index = indexPlan(plan);
  const names = new Set<string>();
  const ids = new Set<number>();
  const visit = (expr: Expr): void => walk(expr, visitNode);
  const visitNode = (node: Expr): void => {
    if (node.kind === "attribute") visitAttribute(node.name);
    if (node.kind === "aggregate" || node.kind === "tied") visitAggregate(node.id);
  };
  const visitAttribute = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    const { value } = index.attribute(name);
    if (value !== null) visit(value);
  };
  const visitAggregate = (id: number): void => {
    if (ids.has(id)) return;
    ids.add(id);
    for (const part of partsOf(index.aggregate(id))) visit(part);
  };

  const wantedRules = wanted.rules === undefined ? null : new Set(wanted.rules);
  const rules = plan.rules.filter(({ id }) => wantedRules === null || wantedRules.has(id));
  const wantedAttributes = new Set(wanted.attributes);
  const outputs = plan.attributes.filter(({ name }) => wantedAttributes.has(name));
  for (const { when, except } of rules) {
    visit(when);
    if (except !== null) visit(except);
  }
  for (const { name } of outputs) visitAttribute(name);
  return {
    rules,
    outputs,
    attributes: plan.attributes.filter(({ name }) => names.has(name)),
    aggregates: plan.aggregates.filter(({ id }) => ids.has(id)),
  };
}

/** Everything that is computed. */
export function expressionsOf({ rules, attributes, aggregates }: Reach): readonly Expr[] {
  return [
    ...rules.flatMap(({ when, except }) => (except === null ? [when] : [when, except])),
    ...attributes.flatMap(({ value }) => (value === null ? [] : [value])),
    ...aggregates.flatMap(partsOf),
  ];
}

/** The expressions an aggregate computes from its own rows. */
export function partsOf({
  where,
  value,
  ties,
  sequence,
}: Pick<PlanAggregate, "where" | "value" | "ties" | "sequence">): readonly Expr[] {
  return [...ties, ...[where, value].filter((part) => part !== null), ...(sequence === null ? [] : linesOf(sequence))];
}

function linesOf({ by, steps, until }: PlanSequence): readonly Expr[] {
  return [...[by, until].filter((part) => part !== null), ...steps.map(({ where }) => where)];
}
