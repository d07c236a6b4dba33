import type { Expr } from "../plan/expr.ts";
import type { PlanRule } from "../plan/plan.ts";
import type { Family } from "./change-sets.ts";
import type { ChangeSearch, Goal } from "./change-search.ts";
import type { FailedCondition, LeafSets, NearestMiss } from "./explanation.ts";
import type { Explaining } from "./explaining.ts";
import { allOf, negated } from "./kleene.ts";
import { leafOf } from "./leaf-of.ts";
import { linesOf } from "./trace-expr.ts";
import { truthOf } from "./value.ts";

const TRUE: Goal = { value: true, orUnknown: false };
const NOT_TRUE: Goal = { value: false, orUnknown: true };

/** Of more sets than these nobody reads the next. */
const MOST_SHOWN = 5;

/** What keeps the rule from matching, and the smallest sets of changes that would make it match; each was tried. */
export function nearestMiss(rule: PlanRule, search: ChangeSearch, explaining: Explaining): NearestMiss {
  const { when, except } = rule;
  const wanted = [search.flips(when, null, TRUE), ...(except === null ? [] : [search.flips(except, null, NOT_TRUE)])];
  const found = search.together(wanted);
  const flips = (changes: readonly number[]): boolean =>
    search.truthWith(when, changes) === true && (except === null || search.truthWith(except, changes) !== true);
  const tried = found.sets.filter(flips);
  // A set fails where a condition stands twice, once negated: what else has to change then was not searched for.
  const sets = { sets: tried, complete: found.complete && tried.length === found.sets.length };
  const lines = linesOf(when.kind === "and" ? when.operands : [when]);
  return {
    ...leafSets(sets, search, explaining),
    failed: [...failedLines("when", lines, true, explaining), ...exceptLines(except, explaining)],
    conditions: lines.length,
  };
}

/** The smallest sets of conditions each of which is enough for `when` to be true. */
export function reasonsOf({ when }: PlanRule, search: ChangeSearch, explaining: Explaining): LeafSets {
  return leafSets(search.reasons(when, null, TRUE), search, explaining);
}

function leafSets({ sets, complete }: Family, search: ChangeSearch, explaining: Explaining): LeafSets {
  const shown = sets.slice(0, MOST_SHOWN);
  const ids = [...new Set(shown.flat())];
  return {
    leaves: ids.map((id) => leafOf(search.change(id), explaining)),
    sets: shown.map((set) => set.map((id) => ids.indexOf(id))),
    complete: complete && shown.length === sets.length,
  };
}

function exceptLines(except: Expr | null, explaining: Explaining): readonly FailedCondition[] {
  if (except === null || explaining.interpreter.value(except, null) !== true) return [];
  return failedLines("except", [[except]], false, explaining);
}

function failedLines(
  part: FailedCondition["part"],
  lines: readonly (readonly Expr[])[],
  wanted: boolean,
  { interpreter, excerpt }: Explaining,
): readonly FailedCondition[] {
  return lines.flatMap((line): FailedCondition[] => {
    const [first] = line;
    const truth = allOf(line.map((expr) => truthOf(interpreter.value(expr, null))));
    if (first === undefined || (wanted ? truth === true : negated(truth) === true)) return [];
    return [{ ...excerpt(first), part, truth }];
  });
}
