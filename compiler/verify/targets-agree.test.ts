import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import type { Outcome } from "../typescript/evaluator.ts";
import { AS_OF } from "./arbitraries/pools.ts";
import { programArbitrary, usersArbitrary } from "./arbitraries/sample.ts";
import { compareTargets, type RunQuery } from "./compare-targets.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

const PROGRAMS = 100;
const USERS = 20;

it("gives the same answers in SQL and TypeScript for every program and user", async () => {
  const outcomes: Outcome[] = [];
  await fc.assert(
    fc.asyncProperty(programArbitrary, usersArbitrary(USERS), async ({ files, pack }, users) => {
      const plan = lower(pack);
      const compared = await compareTargets({ plan, users, asOf: AS_OF, run });
      outcomes.push(...compared.outcomes);
      const [first] = compared.differences;
      const text = first === undefined ? null : files.find(({ path }) => path.includes(first.name))?.text;
      const context = first === undefined ? null : users.find(({ userId }) => userId === first.userId)?.context;
      expect({ difference: first, text, context }).toEqual({ difference: undefined, text: null, context: null });
    }),
    { numRuns: PROGRAMS, endOnFailure: true },
  );
  console.log(
    outcomes.length,
    [true, false, null].map((o) => outcomes.filter((x) => x === o).length),
  );
});
