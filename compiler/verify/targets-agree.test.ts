import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import type { ListEntries } from "../plan/list-entries.ts";
import { lower } from "../plan/lower.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { AS_OF } from "./arbitraries/pools.ts";
import { entriesArbitrary, type GeneratedProgram, programArbitrary, usersArbitrary } from "./arbitraries/sample.ts";
import { census, CONSTRUCTS } from "./census.ts";
import { compareTargets, type RunQuery } from "./compare-targets.ts";
import type { DescribedUser } from "./described-relations.ts";
import { ALL_FIELDS, fieldCensus } from "./field-census.ts";
import { WRITTEN, writtenCensus } from "./written-census.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

const USERS = 20;

it("gives the same answers in SQL and TypeScript for every program and user", { timeout: 300_000 }, async () => {
  await agreeOn({ numRuns: 120 });
});

it("does so on programs and answers that are not all alike", { timeout: 300_000 }, async () => {
  // Of a fixed seed: whether a rare construct occurs must not depend on the day.
  const { outcomes, constructs, fields, written } = await agreeOn({ numRuns: 240, seed: 20260301 });
  const share = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length / outcomes.length;
  expect(share(true)).toBeGreaterThan(0.05);
  expect(share(false)).toBeGreaterThan(0.2);
  expect(share(null)).toBeGreaterThan(0.02);
  expect(CONSTRUCTS.filter((construct) => !constructs.has(construct))).toEqual([]);
  expect(WRITTEN.filter((construct) => !written.has(construct))).toEqual([]);
  expect(ALL_FIELDS.filter((field) => !fields.has(field))).toEqual([]);
});

async function agreeOn(parameters: { numRuns: number; seed?: number }) {
  const outcomes: Outcome[] = [];
  const constructs = new Set<string>();
  const fields = new Set<string>();
  const written = new Set<string>();
  await fc.assert(
    fc.asyncProperty(programArbitrary, usersArbitrary(USERS), entriesArbitrary, async (program, users, lists) => {
      const plan = lower(program.pack);
      census(plan).forEach((construct) => constructs.add(construct));
      fieldCensus(plan).forEach((field) => fields.add(field));
      writtenCensus(program.files).forEach((construct) => written.add(construct));
      const compared = await compareTargets({ plan, users, asOf: AS_OF, lists, run });
      outcomes.push(...compared.outcomes);
      const [first] = compared.differences;
      if (first !== undefined) throw new Error(report(first, program, users, lists));
    }),
    { ...parameters, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true },
  );
  return { outcomes, constructs, fields, written };
}

function report(
  difference: { readonly userId: string },
  { files }: GeneratedProgram,
  users: readonly DescribedUser[],
  lists: ListEntries,
): string {
  const context = users.find(({ userId }) => userId === difference.userId)?.context;
  const texts = files.slice(1).map(({ text }) => text);
  return [JSON.stringify(difference), ...texts, JSON.stringify(context), JSON.stringify([...lists])].join("\n");
}
