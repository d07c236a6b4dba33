import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import type { Plan } from "../plan/plan.ts";
import { compareTargets, type RunQuery } from "../verify/compare-targets.ts";
import { describedRelations } from "../verify/described-relations.ts";
import { compileStatements } from "./compile-statements.ts";
import { COLUMNS_A_STATEMENT, PATTERNS_A_STATEMENT } from "./split-wanted.ts";

const database = emptyDatabase();
const AS_OF = Date.UTC(2026, 2, 1, 12);

function planOf(conditions: readonly string[], declarations = ""): Plan {
  const rules = conditions.map((condition, i) => ({
    path: `X${100 + i}_generated.tocsin`,
    text: `rule X${100 + i} "Generated" { when ${condition} }`,
  }));
  const files = [...rules, { path: "declarations.tocsin", text: declarations }];
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics.filter(({ severity }) => severity === "error")));
  return lower(pack);
}

const compile = (plan: Plan) => compileStatements(plan, { asOf: AS_OF, relations: describedRelations([]) });
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const patternsIn = ({ query }: { readonly query: { readonly parameters: readonly unknown[] } }) =>
  new Set(query.parameters.filter((value) => typeof value === "string" && value.endsWith("+x"))).size;

it("asks all in one statement as long as it has few patterns and few columns", () => {
  const plan = planOf(numbers(PATTERNS_A_STATEMENT).map((i) => `user.name matches /a${i}+x/`));
  expect(compile(plan).statements).toHaveLength(1);
});

it("counts patterns, however often they are used, and the functions that are one in SQL", () => {
  const same = planOf(numbers(90).map(() => "user.name matches /a+x/"));
  expect(compile(same).statements).toHaveLength(1);
  const plan = planOf([
    ...numbers(PATTERNS_A_STATEMENT).map((i) => `user.name matches /a${i}+x/`),
    "digits_in(user.name) > 3",
    "length(user.name) > 3",
  ]);
  expect(compile(plan).statements.map(({ rules }) => rules.length)).toEqual([PATTERNS_A_STATEMENT + 1, 1]);
});

it("splits a set of rules with more patterns than PostgreSQL keeps, and shares what attributes need", () => {
  const plan = planOf(
    numbers(70).map((i) => `user.name matches /a${i}+x/ or odd`),
    'attribute odd : bool "Odd" = user.name matches /odd+x/',
  );
  const { statements, rules } = compile(plan);
  expect(statements.map((statement) => statement.rules.length)).toEqual([29, 29, 12]);
  expect(statements.map(patternsIn)).toEqual([30, 30, 13]);
  expect(rules).toEqual(plan.rules.map(({ id }) => id));
});

it("splits a set of rules with more columns than an answer should have", () => {
  const plan = planOf(numbers(COLUMNS_A_STATEMENT + 20).map((i) => `user.event_count > ${i}`));
  expect(compile(plan).statements.map((statement) => statement.rules.length)).toEqual([COLUMNS_A_STATEMENT, 20]);
});

it("splits a set of rules that has rows sorted in more ways than a statement sorts them", () => {
  const steps = (from: number) =>
    numbers(5).map((i) => `${i === 0 ? "step" : "then"} .http_code == ${from + i} times 2`);
  const conditions = [
    ...numbers(3).map((i) => `sequence of events spanning 1h {\n${steps(200 + 10 * i).join("\n")}\n}`),
    "any event { .url is new }",
    "any event { .url is new within 1d }",
    "any event { .type is new }",
    "any ip as a { peak(10m of events where .ip.address == a.address) > 2 }",
  ];
  // Ten for two sequences and one a field: there is no room for the third, whose statement has room for the tie.
  expect(compile(planOf(conditions)).statements.map(({ rules }) => rules)).toEqual([
    ["X100", "X101", "X103", "X104", "X105"],
    ["X102", "X106"],
  ]);
  const same = planOf(numbers(20).map((i) => `count(events where .url is new) > ${i}`));
  expect(compile(same).statements).toHaveLength(1);
});

it("joins the answers of several statements to what one user is", async () => {
  const plan = planOf(
    [...numbers(65).map((i) => `user.name matches /a{${i + 1}}x/`), "user.event_count > 0"],
    'attribute long : bool "Long" = user.name matches /a{40}/\nattribute count_of : int "Count" = user.event_count\n',
  );
  const users = numbers(70).map((i) => ({
    userId: `u${i}`,
    context: buildUser({ user: { name: `${"a".repeat(i)}x` }, sources: {} }, AS_OF),
  }));
  let asked = 0;
  const run: RunQuery = async ({ sql, parameters }) => {
    asked++;
    return (await database.pool.query(sql, [...parameters])).rows;
  };
  const { differences, outcomes } = await compareTargets({ plan, users, asOf: AS_OF, run });
  expect(differences).toEqual([]);
  expect(asked).toBe(3);
  expect(outcomes.filter((outcome) => outcome === true).length).toBeGreaterThan(1_000);
});
