import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { loadEvaluator, type LoadSeams } from "../typescript/load-evaluator.ts";
import { findDifferences, judgeBySql, judgeByTypeScript, type Judgement } from "./compare-targets.ts";
import { createFaultSamples, type FaultSample } from "./fault-samples.ts";
import { SEEDED_FAULTS } from "./seeded-faults.ts";

const database = emptyDatabase();

/** Most faults show within the first twenty programs that they reach, the rarest within many hundreds. */
const PROGRAMS = 2000;
const samples = createFaultSamples(PROGRAMS);
const judged = new Map<FaultSample, readonly Judgement[]>();

async function judgedBySql(sample: FaultSample): Promise<readonly Judgement[]> {
  const known = judged.get(sample);
  if (known !== undefined) return known;
  const bySql = await judgeBySql(
    sample.options,
    async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows,
  );
  judged.set(sample, bySql);
  return bySql;
}

async function isFoundBy(sample: FaultSample, seams: LoadSeams): Promise<boolean> {
  const { options } = sample;
  const byTypeScript = judgeByTypeScript(options, loadEvaluator(options.plan, seams));
  return findDifferences(options, await judgedBySql(sample), byTypeScript).length > 0;
}

async function isFound(seams: LoadSeams): Promise<boolean> {
  for (const sample of samples) if (sample.reachedBy(seams) && (await isFoundBy(sample, seams))) return true;
  return false;
}

it("finds nothing where nothing is wrong", { timeout: 120_000 }, async () => {
  for (const sample of samples.slice(0, 100)) expect(await isFoundBy(sample, {})).toBe(false);
});

it.each(SEEDED_FAULTS.flatMap(({ name, rewrite }) => (rewrite === undefined ? [] : [{ name, rewrite }])))(
  "plants in emitted code that $name",
  ({ rewrite }) => {
    expect(samples.slice(0, 50).some(({ reachedBy }) => reachedBy({ rewrite }))).toBe(true);
  },
);

it.each(SEEDED_FAULTS)("notices that $name", { timeout: 240_000 }, async ({ rewrite, support }) => {
  const seams = { ...(rewrite === undefined ? {} : { rewrite }), ...(support === undefined ? {} : { support }) };
  expect(await isFound(seams)).toBe(true);
});
