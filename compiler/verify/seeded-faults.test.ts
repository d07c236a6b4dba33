import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import { emitJavaScript } from "../typescript/emit-javascript.ts";
import { loadEvaluator, type LoadSeams } from "../typescript/load-evaluator.ts";
import { AS_OF } from "./arbitraries/pools.ts";
import { entriesArbitrary, programArbitrary, usersArbitrary } from "./arbitraries/sample.ts";
import {
  findDifferences,
  judgeBySql,
  judgeByTypeScript,
  type Judgement,
  type JudgeOptions,
} from "./compare-targets.ts";
import { SEEDED_FAULTS } from "./seeded-faults.ts";

const database = emptyDatabase();

interface Judged {
  readonly options: JudgeOptions;
  readonly bySql: readonly Judgement[];
}

/** The same programs and users for every fault; most show within the first twenty, the rarest within many hundreds. */
const PROGRAMS = 2000;
const samples = fc.sample(fc.tuple(programArbitrary, usersArbitrary(12), entriesArbitrary), {
  numRuns: PROGRAMS,
  seed: 20260301,
});
const judged = new Map<number, Judged>();

async function judgedSample(i: number): Promise<Judged> {
  const known = judged.get(i);
  if (known !== undefined) return known;
  const sample = samples[i];
  if (sample === undefined) throw new Error(`there is no sample ${i}`);
  const [{ pack }, users, lists] = sample;
  const options = { plan: lower(pack), users, asOf: AS_OF, lists };
  const bySql = await judgeBySql(
    options,
    async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows,
  );
  judged.set(i, { options, bySql });
  return { options, bySql };
}

/** How many programs are tried until one shows a difference; null if none does. */
async function programsUntilFound(seams: LoadSeams, programs: number): Promise<number | null> {
  for (let i = 0; i < programs; i++) {
    const { options, bySql } = await judgedSample(i);
    const byTypeScript = judgeByTypeScript(options, loadEvaluator(options.plan, seams));
    if (findDifferences(options, bySql, byTypeScript).length > 0) return i + 1;
  }
  return null;
}

it("finds nothing where nothing is wrong", { timeout: 120_000 }, async () => {
  expect(await programsUntilFound({}, 100)).toBeNull();
});

it.each(SEEDED_FAULTS.flatMap(({ name, rewrite }) => (rewrite === undefined ? [] : [{ name, rewrite }])))(
  "plants in emitted code that $name",
  ({ rewrite }) => {
    const codes = samples.slice(0, 50).map(([{ pack }]) => emitJavaScript(lower(pack), {}).code);
    expect(codes.some((code) => rewrite(code) !== code)).toBe(true);
  },
);

it.each(SEEDED_FAULTS)("notices that $name", { timeout: 240_000 }, async ({ rewrite, support }) => {
  const seams = { ...(rewrite === undefined ? {} : { rewrite }), ...(support === undefined ? {} : { support }) };
  const tried = await programsUntilFound(seams, PROGRAMS);
  expect(tried).not.toBeNull();
});
