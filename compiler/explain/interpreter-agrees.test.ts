import fc from "fast-check";
import { expect, it } from "vitest";
import { lower } from "../plan/lower.ts";
import type { ListEntries } from "../plan/list-entries.ts";
import type { Plan } from "../plan/plan.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { loadEvaluator, type LoadSeams } from "../typescript/load-evaluator.ts";
import { AS_OF } from "../verify/arbitraries/pools.ts";
import {
  entriesArbitrary,
  type GeneratedProgram,
  programArbitrary,
  usersArbitrary,
} from "../verify/arbitraries/sample.ts";
import { findDifferences, judgeByTypeScript, type Judgement } from "../verify/compare-targets.ts";
import type { DescribedUser } from "../verify/described-relations.ts";
import { SEEDED_FAULTS } from "../verify/seeded-faults.ts";
import { outcomeOf } from "./explain.ts";
import { createInterpreter } from "./interpreter.ts";
import { attributeValue } from "./value.ts";

const SEED = 20260301;

/** A program, users and the entries of its runtime lists. */
type Sample = readonly [GeneratedProgram, readonly DescribedUser[], ListEntries];
const sampleArbitrary = fc.tuple(programArbitrary, usersArbitrary(12), entriesArbitrary);

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

function differencesOf([{ pack }, users, lists]: Sample, seams: LoadSeams = {}) {
  const plan = lower(pack);
  const options = { plan, users, asOf: AS_OF, lists };
  const byTypeScript = judgeByTypeScript(options, loadEvaluator(plan, seams));
  return findDifferences(options, judgeByInterpreter(plan, users, lists), byTypeScript);
}

it("gives the answers of the TypeScript target for every program and user", { timeout: 300_000 }, () => {
  const outcomes = new Set<Outcome>();
  fc.assert(
    fc.property(sampleArbitrary, (sample) => {
      const [{ pack }, users, lists] = sample;
      for (const { outcomes: each } of judgeByInterpreter(lower(pack), users, lists))
        each.forEach((outcome) => outcomes.add(outcome));
      expect(differencesOf(sample)).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(outcomes).toEqual(new Set([true, false, null]));
});

const BATCH = 300;
const BATCHES = 12;
const batches: (readonly Sample[])[] = [];

/** The same programs and users for every fault, made when the first fault needs them: most show early, the rarest after many. */
function* samples() {
  for (let i = 0; i < BATCHES; i++) {
    const options = { numRuns: BATCH, seed: SEED + i };
    const batch = batches[i] ?? fc.sample(sampleArbitrary, options);
    batches[i] = batch;
    yield* batch;
  }
}

it.each(SEEDED_FAULTS)("notices in the other that $name", { timeout: 240_000 }, ({ rewrite, support }) => {
  const seams = { ...(rewrite === undefined ? {} : { rewrite }), ...(support === undefined ? {} : { support }) };
  let noticed = false;
  for (const sample of samples()) {
    noticed = differencesOf(sample, seams).length > 0;
    if (noticed) break;
  }
  expect(noticed).toBe(true);
});
