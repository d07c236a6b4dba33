import { buildUser } from "../../../dsl/testing/build-user.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { UserInput } from "../../../dsl/testing/user-input.ts";
import { indexPlan } from "../../plan/plan-index.ts";
import { boundariesOfRule } from "../boundaries/boundaries-of-rule.ts";
import { changeInput, type ChangeHints, inputsAround } from "./change-input.ts";
import { BREATH, type Described, describe, MOST_ROWS, type SearchUsersOptions } from "./search-users.ts";
import { spansOfPlan } from "./spans-of-plan.ts";

/** Changes at once: more of them seldom leave the rule as near to its answer. */
const MOST_CHANGES = 3;
/** Users to go on from. */
const MOST_KEPT = 80;

/**
 * As `searchUsers`, from users who are known to matter: first each with one thing changed; then they, and those of the changed whom the rule
 * matches or for whom a moved threshold changes the answer, are changed further, at random.
 */
export async function searchNear(
  from: readonly Described[],
  options: SearchUsersOptions,
): Promise<ReadonlyMap<number, Described>> {
  const { rule, judge, wanted, draw, users, goOn } = options;
  const found = new Map<number, Described>();
  if (from.length === 0) return found;
  const index = indexPlan(judge.plan);
  const spans = spansOfPlan(judge.plan);
  const hints = new Map<number, ChangeHints>();
  const hintsAt = (asOf: number): ChangeHints => {
    const known = hints.get(asOf) ?? { boundaries: boundariesOfRule(rule, index, asOf), spans };
    hints.set(asOf, known);
    return known;
  };
  const left = new Set(wanted);
  const kept = [...from];
  const look = async (one: Described): Promise<void> => {
    const judged = { context: buildUser(one.input, one.asOf), asOf: one.asOf };
    const noticed = judge.noticed(judged, left);
    if (noticed.length > 0 || judge.matches(judged)) {
      if (kept.length < MOST_KEPT) kept.push(one);
      else kept[draw.int(from.length, kept.length - 1)] = one;
    }
    for (const shift of noticed) {
      const simplest = await describe([one.input], { shift, asOf: one.asOf }, options);
      if (simplest === null) continue;
      found.set(shift, simplest);
      left.delete(shift);
    }
  };
  let looked = 0;
  const mayLook = async () => left.size > 0 && (looked++ % BREATH !== 0 || (await goOn()));
  const most = Math.ceil((2 * users) / from.length);
  for (const { input, asOf } of from) {
    for (const next of [input, ...inputsAround(input, asOf, hintsAt(asOf), most)]) {
      if (!(await mayLook())) return found;
      if (rowsOf(next) <= MOST_ROWS) await look({ input: next, asOf });
    }
  }
  for (let i = 0; i < users && (await mayLook()); i++) {
    const { input, asOf } = draw.pick(kept);
    let next = input;
    for (let n = draw.int(1, MOST_CHANGES); n > 0; n--) next = changeInput(next, asOf, hintsAt(asOf), draw);
    if (rowsOf(next) <= MOST_ROWS) await look({ input: next, asOf });
  }
  return found;
}

function rowsOf({ sources }: UserInput): number {
  return rowSources().reduce((sum, source) => sum + (sources[source] ?? []).length, 0);
}
