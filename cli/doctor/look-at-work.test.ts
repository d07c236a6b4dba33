import { beforeAll, expect, it } from "vitest";
import { runtimeTester, type RuntimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { lookAtWork } from "./look-at-work.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
});

const about = async (name: string) => {
  const found = await lookAtWork(tester.store, Date.now());
  return found.filter((finding) => finding.about === name);
};

it.each([
  ["10 seconds", "well"],
  ["300 seconds", "wrong"],
])("judges an acknowledged event that has waited for %s", async (age, level) => {
  await database.pool.query(
    "insert into inbox values (1, 1, 1, 1, null, null, now() - $1::interval, '{}') on conflict do nothing",
    [age],
  );
  expect(await about("inbox")).toMatchObject([
    { level, sentence: expect.stringMatching(/^1 acknowledged event to be stored, the oldest for (1\d|30\d) s$/) },
  ]);
  await database.pool.query("delete from inbox");
});

it("tells that scores lag, and since when", async () => {
  await tester.send({ userName: "anna" });
  await database.pool.query("update users set due_at = now() - interval '10 minutes'");
  expect(await about("scores")).toMatchObject([
    { level: "warning", sentence: expect.stringMatching(/^1 user to be scored, the first for 60\d s$/) },
  ]);
  await database.pool.query("update users set due_at = null");
  expect(await about("scores")).toMatchObject([{ level: "well" }]);
});

it("says when nobody may sign in", async () =>
  expect(await about("operators")).toMatchObject([{ level: "warning", sentence: "nobody may sign in" }]));
