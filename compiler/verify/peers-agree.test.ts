import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import type { Plan } from "../plan/plan.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import { AS_OF } from "./arbitraries/pools.ts";
import { entriesArbitrary, membersArbitrary, peersProgramArbitrary } from "./arbitraries/sample.ts";
import {
  comparePopulation,
  findDifferences,
  judgeBySql,
  judgeByTypeScript,
  type Judgement,
  type RunQuery,
} from "./compare-targets.ts";
import { fieldCensus, PEER_FIELDS } from "./field-census.ts";
import { PEER_FAULTS } from "./peer-faults.ts";
import { type Member, type PeerStages, withPeers } from "./population.ts";
import { populationRelations } from "./population-relations.ts";
import { WRITTEN_OF_PEERS, writtenCensus } from "./written-census.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

/** So low that a dozen members reach them. */
const CAPS = { value: 4, rows: 5 };
const MEMBERS = 14;

it("finds the same peers in SQL and in memory, whatever a program asks of them", { timeout: 300_000 }, async () => {
  await agreeOn({ numRuns: 60 });
});

it("does so on programs that ask all there is to ask", { timeout: 300_000 }, async () => {
  const { outcomes, written, fields } = await agreeOn({ numRuns: 160, seed: 20260301 });
  expect(new Set(outcomes)).toEqual(new Set([true, false, null]));
  expect(WRITTEN_OF_PEERS.filter((construct) => !written.has(construct))).toEqual([]);
  expect(PEER_FIELDS.filter((field) => !fields.has(field))).toEqual([]);
});

async function agreeOn(parameters: { numRuns: number; seed?: number }) {
  const outcomes: (boolean | null)[] = [];
  const written = new Set<string>();
  const fields = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      peersProgramArbitrary,
      membersArbitrary(MEMBERS),
      entriesArbitrary,
      async ({ pack, files }, members, lists) => {
        const plan = lower(pack);
        writtenCensus(files).forEach((construct) => written.add(construct));
        fieldCensus(plan).forEach((field) => fields.add(field));
        const compared = await comparePopulation({ plan, members, lists, asOf: AS_OF, caps: CAPS, run });
        outcomes.push(...compared.outcomes);
        const [first] = compared.differences;
        if (first !== undefined)
          throw new Error([JSON.stringify(first), ...files.slice(1).map(({ text }) => text)].join("\n"));
      },
    ),
    { ...parameters, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true },
  );
  return { outcomes, written, fields };
}

const samples = fc.sample(fc.tuple(peersProgramArbitrary, membersArbitrary(MEMBERS)), { numRuns: 200, seed: 20260301 });
const judged = new Map<number, readonly Judgement[]>();

/** Judged in SQL once for all faults. */
async function bySqlOf(index: number, members: readonly Member[], plan: Plan): Promise<readonly Judgement[]> {
  const known = judged.get(index);
  if (known !== undefined) return known;
  const options = { plan, users: withPeers(members, CAPS), asOf: AS_OF };
  const found = await judgeBySql(options, run, { relations: populationRelations(members, CAPS) });
  judged.set(index, found);
  return found;
}

async function isNoticed(stages?: PeerStages): Promise<boolean> {
  for (const [index, [{ pack }, members]] of samples.entries()) {
    const plan = lower(pack);
    const options = { plan, users: withPeers(members, CAPS, stages), asOf: AS_OF };
    const bySql = await bySqlOf(index, members, plan);
    if (findDifferences(options, bySql, judgeByTypeScript(options, loadEvaluator(plan))).length > 0) return true;
  }
  return false;
}

it("notices nothing where nothing is wrong", { timeout: 120_000 }, async () => expect(await isNoticed()).toBe(false));

it.each(PEER_FAULTS)("notices that $name", { timeout: 120_000 }, async ({ stages }) =>
  expect(await isNoticed(stages)).toBe(true),
);
