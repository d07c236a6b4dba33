import { renderBecause, type BecauseValue } from "../../dsl/because/render-because.ts";
import { typeText } from "../../dsl/types/type-text.ts";
import type { PlacedPlan } from "../plan/lower.ts";
import { currentFields } from "../plan/current-fields.ts";
import type { PlanRule } from "../plan/plan.ts";
import { reach } from "../plan/reach.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { createChangeSearch, type ChangeSearch } from "./change-search.ts";
import type { TextOf } from "./excerpts.ts";
import { EXPLANATION_VERSION, type AttributeTrace, type ExplainedOutcome, type Explanation } from "./explanation.ts";
import { createExplaining } from "./explaining.ts";
import { createInterpreter, type Interpreter, type Judged } from "./interpreter.ts";
import { nearestMiss, reasonsOf } from "./nearest-miss.ts";
import { traceExpr } from "./trace-expr.ts";
import { createRowsTracer, type Distance } from "./trace-rows.ts";
import { attributeValue, shownValue, truthOf } from "./value.ts";

export interface ExplainQuestion extends Judged {
  readonly lowered: PlacedPlan;
  /** The id of a rule of the plan. */
  readonly rule: string;
  /** The texts of the pack, which the explanation quotes. */
  readonly textOf: TextOf;
  /** The rule's words as they are written; null when it has none. */
  readonly because: string | null;
}

/** Why a rule matches one user, or what keeps it from it: every sub-expression with its value and the rows behind it. */
export function explain({
  lowered: { plan, places },
  rule: id,
  textOf,
  because,
  ...judged
}: ExplainQuestion): Explanation {
  const interpreter = createInterpreter(plan, judged);
  const explaining = createExplaining(interpreter, places, textOf);
  const rule = plan.rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`invariant: the plan has no rule ${id}`);
  const rows = createRowsTracer(explaining, distanceBy(createChangeSearch(explaining)));
  // A search of its own: its changes are numbered in the order of the rule.
  const search = createChangeSearch(explaining);
  const trace = (expr: PlanRule["when"]) => traceExpr(expr, null, explaining, rows);
  const outcome = outcomeOf(rule, interpreter);
  const attributes = reach(plan, { rules: [id] }).attributes.map(({ name, type, doc, value }): AttributeTrace => ({
    name,
    type: typeText(type),
    doc,
    value: shownValue(interpreter.attribute(name), type),
    tree: value === null ? null : trace(value),
  }));
  return {
    version: EXPLANATION_VERSION,
    rule: { id, title: rule.title },
    because: because === null ? null : renderBecause(because, attributeBy(interpreter)),
    outcome: outcomeWord(outcome),
    asOf: new Date(judged.asOf).toISOString(),
    when: trace(rule.when),
    except: rule.except === null ? null : trace(rule.except),
    attributes,
    nearestMiss: outcome === true ? null : nearestMiss(rule, search, explaining),
    why: outcome === true ? reasonsOf(rule, search, explaining) : null,
    currentFields: currentFields(plan, { rules: [id] }),
  };
}

/** Matches where `when` is true and `except` is not true; unknown only where nothing excepts. */
export function outcomeOf({ when, except }: PlanRule, { value }: Interpreter): Outcome {
  if (except !== null && value(except, null) === true) return false;
  return truthOf(value(when, null));
}

/** The attributes of the user, for the words of the rule; nothing for a name that is none. */
function attributeBy({ index, attribute }: Interpreter): (name: string) => BecauseValue | undefined {
  const types = new Map(index.plan.attributes.map(({ name, type }) => [name, type]));
  return (name) => {
    const type = types.get(name);
    return type === undefined ? undefined : { type, value: attributeValue(attribute(name)) };
  };
}

function outcomeWord(outcome: Outcome): ExplainedOutcome {
  if (outcome === null) return "unknown";
  return outcome ? "match" : "no_match";
}

function distanceBy({ flips }: ChangeSearch): Distance {
  return (condition, row, wanted) => {
    const [smallest] = flips(condition, row, { value: wanted, orUnknown: false }).sets;
    return smallest === undefined ? Infinity : smallest.length;
  };
}
