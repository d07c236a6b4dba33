import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { FUNCTIONS } from "../../dsl/types/functions.ts";
import { lower } from "../plan/lower.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import { compareTargets, type RunQuery } from "../verify/compare-targets.ts";
import { FUNCTION_ROWS } from "./functions.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;
const AS_OF = Date.UTC(2026, 2, 1, 12);

it("has a row for every function of the language", () => {
  expect(Object.keys(FUNCTION_ROWS).toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted());
});

const examples = Object.values(FUNCTIONS)
  .map(({ example }) => example)
  .filter((example) => !example.includes("ea_"));

it.each(examples)("does what its documentation says on both targets: %s", async (example) => {
  expect(await outcomeOf(example)).toBe(true);
});

it.each([
  ['length("") == 0', true],
  ['lower("İẞ") == "İẞ"', true],
  ['trim("\\u{a0}a\\t\\n") == "\\u{a0}a"', true],
  ['longest_symbol_run("😀.😀a") == 3', true],
  ['longest_digit_run("١٢") == 0', true],
  ['domain_of("a@b@") == ""', true],
  ['domain_of("none") is missing', true],
  ["least(user.phone.user_count, 3) == 3", null],
  ["abs(-9007199254740991) == 9007199254740991", true],
  ["days_since(2026-02-28T23:59:59.999Z) == 0", true],
  ["days_since(2026-02-28) == 1", true],
  ["days_since(2026-03-02) == 1", true],
])("agrees on %s", async (condition, expected) => {
  expect(await outcomeOf(condition)).toBe(expected);
});

async function outcomeOf(condition: string): Promise<boolean | null> {
  const text = `rule X01 "Example" { when { ${condition} } }`;
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01_example.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  const plan = lower(pack);
  const context = buildUser({ user: {}, sources: {} }, AS_OF);
  const { differences } = await compareTargets({ plan, users: [{ userId: "u", context }], asOf: AS_OF, run });
  expect(differences).toEqual([]);
  return loadEvaluator(plan).evaluate(context, AS_OF)[0] ?? null;
}
