import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { loadEvaluator, type LoadSeams } from "../typescript/load-evaluator.ts";
import {
  findDifferences,
  judgeBySql,
  judgeByTypeScript,
  type Judgement,
  type JudgeOptions,
} from "./compare-targets.ts";
import { createFaultSamples } from "./fault-samples.ts";
import { SEEDED_FAULTS } from "./seeded-faults.ts";

const database = emptyDatabase();

/** Most faults show within the first twenty programs that they reach, the rarest within many hundreds. */
const PROGRAMS = 2000;
const sampleAt = createFaultSamples();
const judged = new Map<number, readonly Judgement[]>();

async function judgedBySql(i: number, options: JudgeOptions): Promise<readonly Judgement[]> {
  const known = judged.get(i);
  if (known !== undefined) return known;
  const bySql = await judgeBySql(
    options,
    async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows,
  );
  judged.set(i, bySql);
  return bySql;
}

async function isFoundAt(i: number, seams: LoadSeams): Promise<boolean> {
  const { options } = sampleAt(i);
  const byTypeScript = judgeByTypeScript(options, loadEvaluator(options.plan, seams));
  return findDifferences(options, await judgedBySql(i, options), byTypeScript).length > 0;
}

/** Which program is the first to show a difference; null if none does. */
async function firstToShow(seams: LoadSeams): Promise<number | null> {
  for (let i = 0; i < PROGRAMS; i++) {
    if (sampleAt(i).reachedBy(seams) && (await isFoundAt(i, seams))) return i;
  }
  return null;
}

it("finds nothing where nothing is wrong", { timeout: 120_000 }, async () => {
  for (let i = 0; i < 100; i++) expect(await isFoundAt(i, {})).toBe(false);
});

it.each(SEEDED_FAULTS.flatMap(({ name, rewrite }) => (rewrite === undefined ? [] : [{ name, rewrite }])))(
  "plants in emitted code that $name",
  ({ rewrite }) => {
    const programs = Array.from({ length: 50 }, (_, i) => sampleAt(i));
    expect(programs.some(({ reachedBy }) => reachedBy({ rewrite }))).toBe(true);
  },
);

it.each(SEEDED_FAULTS)("notices that $name", { timeout: 240_000 }, async ({ rewrite, support }) => {
  const seams = { ...(rewrite === undefined ? {} : { rewrite }), ...(support === undefined ? {} : { support }) };
  expect(await firstToShow(seams)).not.toBeNull();
});
