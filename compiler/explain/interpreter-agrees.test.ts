import fc from "fast-check";
import { expect, it } from "vitest";
import { lower } from "../plan/lower.ts";
import { type ListEntries, NO_ENTRIES } from "../plan/list-entries.ts";
import type { Plan } from "../plan/plan.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { loadEvaluator, type LoadSeams } from "../typescript/load-evaluator.ts";
import { AS_OF } from "../verify/arbitraries/pools.ts";
import { entriesArbitrary, programArbitrary, usersArbitrary } from "../verify/arbitraries/sample.ts";
import { findDifferences, judgeByTypeScript, type Judgement } from "../verify/compare-targets.ts";
import type { DescribedUser } from "../verify/described-relations.ts";
import { createFaultSamples, type FaultSample } from "../verify/fault-samples.ts";
import { SEEDED_FAULTS } from "../verify/seeded-faults.ts";
import { outcomeOf } from "./explain.ts";
import { createInterpreter } from "./interpreter.ts";
import { attributeValue } from "./value.ts";

function judgeByInterpreter(plan: Plan, users: readonly DescribedUser[], lists: ListEntries): readonly Judgement[] {
  return users.map(({ context }) => {
    const interpreter = createInterpreter(plan, { context, asOf: AS_OF, lists });
    return {
      outcomes: plan.rules.map((rule) => outcomeOf(rule, interpreter)),
      attributes: Object.fromEntries(
        plan.attributes.map(({ name }) => [name, attributeValue(interpreter.attribute(name))]),
      ),
    };
  });
}

it("gives the answers of the TypeScript target for every program and user", { timeout: 300_000 }, () => {
  const outcomes = new Set<Outcome>();
  fc.assert(
    fc.property(programArbitrary, usersArbitrary(12), entriesArbitrary, ({ pack }, users, lists) => {
      const plan = lower(pack);
      const options = { plan, users, asOf: AS_OF, lists };
      const byInterpreter = judgeByInterpreter(plan, users, lists);
      for (const { outcomes: each } of byInterpreter) each.forEach((outcome) => outcomes.add(outcome));
      expect(findDifferences(options, byInterpreter, judgeByTypeScript(options, loadEvaluator(plan)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(outcomes).toEqual(new Set([true, false, null]));
});

/** Most faults show within the first twenty programs that they reach, the rarest within many hundreds. */
const PROGRAMS = 2000;
const samples = createFaultSamples(PROGRAMS);
const judged = new Map<FaultSample, readonly Judgement[]>();

function isNoticedBy(sample: FaultSample, seams: LoadSeams): boolean {
  const { options } = sample;
  const { plan, users, lists = NO_ENTRIES } = options;
  // The interpreter has no faults: its answers are the same whatever was put into the other.
  const byInterpreter = judged.get(sample) ?? judgeByInterpreter(plan, users, lists);
  judged.set(sample, byInterpreter);
  return findDifferences(options, byInterpreter, judgeByTypeScript(options, loadEvaluator(plan, seams))).length > 0;
}

it.each(SEEDED_FAULTS)("notices in the other that $name", { timeout: 240_000 }, ({ rewrite, support }) => {
  const seams = { ...(rewrite === undefined ? {} : { rewrite }), ...(support === undefined ? {} : { support }) };
  expect(samples.some((sample) => sample.reachedBy(seams) && isNoticedBy(sample, seams))).toBe(true);
});
