import { lowerWithPlaces, type Expr } from "../../compiler/index.ts";
import type { BoundPack, BoundRule } from "../../dsl/binder/bound.ts";
import type { Span } from "../../dsl/ast/node.ts";
import type { Store } from "../db/store.ts";
import { dryRun } from "./dry-run.ts";

/** More would make a statement that takes longer than the rule's own. */
const MOST_CONDITIONS = 20;

export interface ConditionRatesQuestion {
  readonly appId: number;
  readonly rule: BoundRule;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly signal?: AbortSignal;
}

/** How many of the sample one condition of a rule is true of, asked on its own. */
export interface ConditionRate {
  /** In the file of the rule. */
  readonly span: Span;
  readonly matched: number;
  /** Of whom it could not say. */
  readonly unknown: number;
}

export interface ConditionRates {
  readonly tested: number;
  /** In the order of the text; the first twenty. */
  readonly conditions: readonly ConditionRate[];
}

/**
 * How many of the users seen last each condition of a rule is true of: those that stand in its `when` directly, in one
 * statement. A rule that matches too many or nobody is mended at the condition that keeps too few or too many.
 *
 * @throws DryRunCancelled when the signal is aborted.
 */
export async function conditionRates(
  store: Store,
  pack: BoundPack,
  { appId, rule, asOf, signal }: ConditionRatesQuestion,
): Promise<ConditionRates> {
  const { plan, places } = lowerWithPlaces({ ...pack, rules: [rule] });
  const spanOf = (expr: Expr): Span | undefined => {
    const place = places.of(expr);
    return [place?.span, place?.via].find((span) => span != null && span.file === rule.span.file) ?? undefined;
  };
  const conditions = plan.rules
    .flatMap(({ when }) => (when.kind === "and" || when.kind === "or" ? when.operands : [when]))
    .flatMap((when) => {
      const span = spanOf(when);
      return span === undefined ? [] : [{ span, when }];
    })
    .slice(0, MOST_CONDITIONS);
  // Each as if it were a rule: the same statement, and the same three answers.
  const rules = conditions.map(({ when }, i) => ({ id: `condition ${i}`, title: "", when, except: null }));
  const answer = await dryRun(
    store,
    { ...plan, rules },
    { appId, rules: rules.map(({ id }) => id), scope: "sample", asOf, details: false, signal },
  );
  return {
    tested: answer.tested,
    conditions: conditions.map(({ span }, i) => {
      const { matched = 0, unknown = 0 } = answer.rules[i] ?? {};
      return { span, matched, unknown };
    }),
  };
}
