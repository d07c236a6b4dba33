import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { replaceSettings } from "../apps/apps.ts";
import { packOf } from "../packs/load-pack.ts";
import { markAllDue } from "../scoring/judging-anew.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { dryRun } from "./dry-run.ts";

const database = testDatabase();
const packWith = (when: string) =>
  packOf([
    { path: "X01_once.tocsin", text: `rule X01 "Asked" { when ${when} }` },
    { path: "X02_thrice.tocsin", text: 'rule X02 "Thrice" { when user.event_count >= 3 }' },
  ]);
const deployed = packWith("user.event_count == 1");
const THRESHOLDS = { review: 80, blacklist: 10 };
const WEIGHTS = { X01: 20, X02: 20 };
const ASKED_AT = Date.UTC(2026, 10, 20, 12);
let tester: RuntimeTester;

/** User n has 1 to 3 events. */
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  const { store, appId, send } = tester;
  const settings = { preset: null, thresholds: THRESHOLDS, weights: new Map(Object.entries(WEIGHTS)) };
  await replaceSettings(store, appId, settings);
  for (let n = 0; n < 9; n++)
    for (let event = 0; event <= n % 3; event++)
      await send({ userName: `user ${n}`, eventTime: `2026-11-20 10:${10 + n}:0${event}` });
  await createScoring({ store, pack: deployed, clock: () => ASKED_AT }).settle();
});
afterAll(() => tester.ingest.close());

async function scoresOf(when: string, weight: number = WEIGHTS.X01) {
  const { rules } = await dryRun(tester.store, packWith(when).plan, {
    appId: tester.appId,
    rules: ["X01"],
    scope: "all",
    asOf: ASKED_AT,
    scores: { weights: new Map(Object.entries({ ...WEIGHTS, X01: weight })), thresholds: THRESHOLDS },
  });
  const [scores] = rules.map((rule) => rule.scores);
  if (scores === undefined || scores === null) throw new Error("no scores");
  const drawn = (users: readonly number[]) =>
    Object.fromEntries(users.flatMap((count, score) => (count > 0 ? [[score, count]] : [])));
  return { ...scores, histogram: { before: drawn(scores.histogram.before), after: drawn(scores.histogram.after) } };
}

it("takes the scored rule's part out of the scores and puts the asked one's in", async () => {
  const { histogram, compared, rescored, moves, weight } = await scoresOf("user.event_count >= 2");
  expect({ compared, rescored, weight }).toEqual({ compared: 9, rescored: 9, weight: 20 });
  expect(histogram).toEqual({ before: { 79: 6, 99: 3 }, after: { 53: 3, 79: 3, 99: 3 } });
  expect(moves).toEqual([
    { from: "normal", to: "in_review", users: 3 },
    { from: "in_review", to: "normal", users: 3 },
  ]);
});

it("says who would be blacklisted by the weight that is asked with", async () => {
  const { sizes, moves, rescored } = await scoresOf("user.event_count == 1", 99);
  expect(rescored).toBe(3);
  expect(sizes.before).toMatchObject({ in_review: 6, blacklisted: 0 });
  expect(sizes.after).toMatchObject({ in_review: 3, blacklisted: 3 });
  expect(moves).toEqual([{ from: "in_review", to: "blacklisted", users: 3 }]);
});

it("changes nothing where the rule stays as it is", async () =>
  expect(await scoresOf("user.event_count == 1")).toMatchObject({ rescored: 0, moves: [] }));

it("foretells what scoring by the changed rule stores", async () => {
  const { store, appId } = tester;
  const foretold = await scoresOf("user.event_count >= 2");
  await markAllDue(store, appId, "pack");
  await createScoring({ store, pack: packWith("user.event_count >= 2"), clock: () => ASKED_AT }).settle();
  const { rows } = await database.pool.query<{ score: number; users: number }>(
    "select score, count(*)::integer as users from scores where app_id = $1 group by score",
    [appId],
  );
  expect(Object.fromEntries(rows.map(({ score, users }) => [score, users]))).toEqual(foretold.histogram.after);
});
