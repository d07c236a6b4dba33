import { isPeerSource } from "../../dsl/types/row-words.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { withEntries } from "../plan/list-entries.ts";
import { indexPlan } from "../plan/plan-index.ts";
import type { Plan } from "../plan/plan.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { loadEvaluator, type LoadSeams } from "../typescript/load-evaluator.ts";
import type { Draw } from "./arbitraries/draw.ts";
import { entriesOfPools } from "./arbitraries/entries.ts";
import { AS_OF } from "./arbitraries/pools.ts";
import { randomDraw } from "./arbitraries/random-draw.ts";
import { generateUser, NO_WISHES } from "./arbitraries/user.ts";
import { boundariesOfRule } from "./boundaries/boundaries-of-rule.ts";
import { boundaryWishes } from "./boundaries/boundary-wishes.ts";
import { findDifferences, judgeBySql, judgeByTypeScript, type RunQuery } from "./compare-targets.ts";
import { type Counterexample, findCounterexample } from "./counterexample/find-counterexample.ts";

export interface VerifyOptions {
  /** Users to judge on both targets. */
  readonly cases: number;
  /** The same seed makes the same users of the same pack. */
  readonly seed: number;
  readonly run: RunQuery;
  readonly onProgress?: (progress: { readonly judged: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
  /** Faults that a test puts into the TypeScript target. */
  readonly seams?: LoadSeams;
}

/** How often a rule gave each of its answers. */
export interface RuleTally {
  readonly id: string;
  readonly matched: number;
  readonly notMatched: number;
  readonly unknown: number;
}

export interface VerifyReport {
  readonly seed: number;
  /** The judged moment, milliseconds since the epoch. */
  readonly asOf: number;
  /** Users judged; fewer than asked for when the targets differed. */
  readonly cases: number;
  /** In the order of the plan. */
  readonly rules: readonly RuleTally[];
  /** How many attributes were compared for every user, too. */
  readonly attributes: number;
  /** Null when both targets gave the same answers. */
  readonly counterexample: Counterexample | null;
}

/** Users a statement. */
const BATCH = 500;

/**
 * Judges users on both targets and compares every rule and attribute in all three values. A fifth of the users is
 * anything the catalogue allows; the others stand at the boundaries of one rule after the other, or beyond them.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function verifyPack(pack: Plan, options: VerifyOptions): Promise<VerifyReport> {
  // Entries of runtime lists are no part of the pack: it is judged with some of every kind.
  const plan = withEntries(pack, entriesOfPools(pack));
  const { cases, seed, run, onProgress, signal, seams } = options;
  const evaluator = loadEvaluator(plan, seams);
  const tally = createTally(plan);
  const contexts = generateUsers(plan, randomDraw(seed));
  let judged = 0;
  let counterexample: Counterexample | null = null;
  while (judged < cases && counterexample === null) {
    signal?.throwIfAborted();
    const users = Array.from({ length: Math.min(BATCH, cases - judged) }, (_, i) => ({
      userId: String(i),
      context: contexts.next().value,
    }));
    const judging = { plan, users, asOf: AS_OF };
    const bySql = await judgeBySql(judging, run);
    const byTypeScript = judgeByTypeScript(judging, evaluator);
    for (const { outcomes } of byTypeScript) tally.add(outcomes);
    judged += users.length;
    const suspects = findDifferences(judging, bySql, byTypeScript).flatMap(({ userId, name }) =>
      users.filter((user) => user.userId === userId).map(({ context }) => ({ context, name })),
    );
    if (suspects.length > 0) counterexample = await findCounterexample(suspects, { plan, asOf: AS_OF, run, evaluator });
    onProgress?.({ judged, of: cases });
  }
  return { seed, asOf: AS_OF, cases: judged, rules: tally.rules(), attributes: plan.attributes.length, counterexample };
}

/** Users without end: boundaries are made rule by rule when they are first needed. */
function* generateUsers(plan: Plan, draw: Draw): Generator<UserContext, never> {
  const index = indexPlan(plan);
  const peers = plan.aggregates.some(({ source }) => isPeerSource(source));
  const boundaries = new Map<string, ReturnType<typeof boundariesOfRule>>();
  for (let i = 0; ; i++) {
    const rule = plan.rules[i % Math.max(1, plan.rules.length)];
    if (rule === undefined || draw.chance(20)) {
      yield generateUser(draw, { ...NO_WISHES, peers });
      continue;
    }
    const known = boundaries.get(rule.id) ?? boundariesOfRule(rule, index, AS_OF);
    boundaries.set(rule.id, known);
    const wishes = boundaryWishes(known, draw.chance(60) ? "toward" : "near", AS_OF);
    yield generateUser(draw, { ...wishes, peers });
  }
}

function createTally(plan: Plan) {
  const counts = plan.rules.map(({ id }) => ({ id, matched: 0, notMatched: 0, unknown: 0 }));
  return {
    add: (outcomes: readonly Outcome[]) => {
      for (const [i, count] of counts.entries()) {
        const outcome = outcomes[i] ?? null;
        count[outcome === null ? "unknown" : outcome ? "matched" : "notMatched"] += 1;
      }
    },
    rules: (): readonly RuleTally[] => counts,
  };
}
