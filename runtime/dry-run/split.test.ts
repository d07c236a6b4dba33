import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { compileStatements } from "../../compiler/index.ts";
import { COLUMNS_A_STATEMENT, PARTITIONS_A_STATEMENT, PATTERNS_A_STATEMENT } from "../../compiler/sql/split-wanted.ts";
import { planNeeds } from "../context/context-needs.ts";
import { createContextLoader } from "../context/load-contexts.ts";
import { createStoredRelations } from "../context/stored-relations.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { storyOf } from "../testing/stories.ts";
import { dryRun } from "./dry-run.ts";

/** More of everything than one statement holds: columns, patterns, and ways to sort rows. */
const WIDE = [
  ...Array.from({ length: COLUMNS_A_STATEMENT + 5 }, (_, i) => `user.event_count > ${i % 40}`),
  ...Array.from(
    { length: PATTERNS_A_STATEMENT + 4 },
    (_, i) => `any event { .url matches /[${i % 10}a-f]{1,${i + 1}}$/ }`,
  ),
  ...Array.from({ length: PARTITIONS_A_STATEMENT }, (_, i) => {
    const field = ["url", "type", "path", "http_code", "referer", "query"][i % 6] ?? "url";
    return i < 6
      ? `count(events last ${i + 2} where .${field} is new) >= 2`
      : `sequence of events within 30d spanning ${i}d { step .type == page_view times ${i - 4}\n then .${field} is present }`;
  }),
  "any session { .started is new }",
  "any event last 4 { .ip.country is new within 9d }",
];
const pack = packOf(
  WIDE.map((when, i) => ({ path: `X${100 + i}_wide.tocsin`, text: `rule X${100 + i} "Wide" { when ${when} }` })),
);
const ids = pack.plan.rules.map(({ id }) => id);

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const USERS = 60;
let tester: RuntimeTester;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  await Promise.all(Array.from({ length: USERS }, (_, index) => Promise.all(storyOf(index, AS_OF).map(tester.send))));
});

it("judges stored users by several statements as TypeScript judges them by one module", async () => {
  const relations = createStoredRelations(tester.appId, { kind: "range", from: "0", to: null });
  const { statements } = compileStatements(pack.plan, { rules: ids, asOf: AS_OF, relations });
  const more = 5 + PATTERNS_A_STATEMENT + PARTITIONS_A_STATEMENT;
  const split = [COLUMNS_A_STATEMENT, more, WIDE.length - COLUMNS_A_STATEMENT - more];
  expect(statements.map(({ rules }) => rules.length)).toEqual(split);

  const options = { appId: tester.appId, rules: ids, scope: "all", asOf: AS_OF, limit: 1000 } as const;
  const asked = await dryRun(tester.store, pack.plan, options);

  const { rows } = await database.pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  const names = new Map(rows.map(({ user_id, name }) => [user_id, name]));
  const loader = createContextLoader(tester.store, planNeeds(pack.plan));
  const judged = (await loader.load([...names.keys()], AS_OF)).map(({ userId, context }) => ({
    name: names.get(userId),
    outcomes: [...pack.evaluator.evaluate(context, AS_OF)],
  }));
  const expected = pack.evaluator.rules.map((rule, place) => ({
    rule,
    unknown: judged.filter(({ outcomes }) => outcomes[place] === null).length,
    users: judged.flatMap(({ name, outcomes }) => (outcomes[place] === true ? [name] : [])).toSorted(),
  }));
  const found = asked.rules.map(({ rule, unknown, users }) => ({
    rule,
    unknown,
    users: users.map(({ name }) => name).toSorted(),
  }));
  expect(found).toEqual(expected);
  // Equal answers prove something only where they differ between users.
  const telling = (from: number) => expected.slice(from).filter(({ users }) => users.length % judged.length > 0);
  expect(telling(COLUMNS_A_STATEMENT).length).toBeGreaterThan(20);
});
