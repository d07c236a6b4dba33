import type { Span } from "../../dsl/ast/node.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { type Cost, NO_COST, packCosts } from "../../dsl/cost/index.ts";
import type { ListEntries } from "../plan/list-entries.ts";
import { lowerWithPlaces } from "../plan/lower.ts";
import { compileSql } from "../sql/compile-sql.ts";
import type { SourceRelations } from "../sql/source-relations.ts";
import { emitTypeScript } from "../typescript/emit-typescript.ts";
import { layOutSql } from "./lay-out-sql.ts";
import { readMarks, type MarkedText } from "./marks.ts";
import { printPlan } from "./print-plan.ts";
import { ruleOrigins } from "./rule-origins.ts";

export interface ShowRuleOptions {
  readonly rule: string;
  /** The judged moment, milliseconds since the epoch. */
  readonly asOf: number;
  readonly relations: SourceRelations;
  readonly lists?: ListEntries;
}

/** What a rule becomes, for people to read: every target's text, and which part of the rule each stretch of it comes from. */
export interface ShownRule {
  /** Parts of the rule's text, outer ones before those that they hold; `ranges` name them by their index. */
  readonly parts: readonly Span[];
  /** One statement, laid out; `parameters` are the values of `$1`, `$2` … */
  readonly sql: MarkedText & { readonly parameters: readonly unknown[] };
  /** The module that judges a user by this rule alone. */
  readonly typescript: MarkedText;
  /** What both are compiled from. */
  readonly plan: MarkedText;
  readonly cost: Cost;
}

/** Null when the pack has no such rule. What is shown is compiled as what is run, by the same code. */
export function showRule(pack: BoundPack, { rule, asOf, relations, lists }: ShowRuleOptions): ShownRule | null {
  const declared = pack.rules.find(({ id }) => id === rule);
  if (declared === undefined) return null;
  // Alone: what it shares with other rules of the pack has the places of whoever is named first.
  const lowered = lowerWithPlaces({ ...pack, rules: [declared] });
  const { spans, of } = ruleOrigins(lowered, rule, declared.span);
  const wanted = { rules: [rule], originOf: of };
  const { query } = compileSql(lowered.plan, { ...wanted, asOf, relations, ...(lists !== undefined && { lists }) });
  return {
    parts: spans,
    sql: { ...layOutSql(readMarks(query.sql)), parameters: query.parameters },
    typescript: readMarks(emitTypeScript(lowered.plan, wanted)),
    plan: readMarks(printPlan(lowered.plan, rule, of)),
    cost: packCosts(pack).get(rule) ?? NO_COST,
  };
}
