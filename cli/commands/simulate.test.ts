import { beforeAll, expect, it } from "vitest";
import { createScoring, packOf, setRuleWeight, updateThresholds } from "../../runtime/index.ts";
import { runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
const FILES = {
  "X01_many.tocsin": 'const X_MANY = 2\nrule X01 "Many events" { when user.event_count >= X_MANY }\n',
  "X02_thrice.tocsin": 'rule X02 "Thrice" { when user.event_count >= 3 }\n',
};

/** One user with one event, two with two, one with three. */
beforeAll(async () => {
  const { send, store, appId } = await runtimeTester(database.pool);
  for (const userName of ["anna", "bert", "bert", "carl", "carl", "dora", "dora", "dora"]) await send({ userName });
  await setRuleWeight(store, appId, "X02", 20);
  await updateThresholds(store, appId, { review: 33, blacklist: null });
  const pack = packOf(Object.entries(FILES).map(([path, text]) => ({ path: `user/${path}`, text })));
  await createScoring({ store, pack }).settle();
});

async function run(argv: readonly string[]) {
  const host = fakeHost({ cwd: await folderWith(FILES), env: { DATABASE_URL: database.url() } });
  const code = await runCli(["simulate", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

const cells = (written: string) =>
  written
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));

it("sweeps a weight", async () => {
  const { code, written, noted } = await run(["--vary", "X01.weight=0..70:35"]);
  expect(code).toBe(0);
  expect(cells(written)).toEqual([
    ["X01.weight", "in review", "blacklisted", "rescored", "moves"],
    ["now", "0", "0", "0", "0"],
    ["0", "0", "0", "0", "0"],
    ["35", "0", "0", "3", "0"],
    ["70", "3", "0", "3", "3"],
  ]);
  expect(noted).toContain("4 users judged for this; nothing was written");
});

it("sweeps two thresholds, and leaves out where none would be reviewed", async () => {
  const { written } = await run(["--vary", "review=80,off", "--vary", "blacklist=off,79,80"]);
  expect(cells(written).slice(1)).toEqual([
    ["now", "", "0", "0", "0", "0"].filter(Boolean),
    ["80", "off", "1", "0", "0", "1"],
    ["80", "79", "0", "1", "0", "1"],
    ["off", "off", "0", "0", "0", "0"],
    ["off", "79", "0", "1", "0", "1"],
    ["off", "80", "0", "1", "0", "1"],
  ]);
});

it("sweeps a constant, for which everybody is judged anew", async () => {
  const { written } = await run(["--vary", "X_MANY=1..4", "--vary", "X01.weight=70", "--all", "--format", "json"]);
  const { points, now } = JSON.parse(written) as {
    now: object;
    points: readonly { values: object; sizes: { in_review: number }; moves: readonly object[] }[];
  };
  expect(now).toMatchObject({ normal: 4, in_review: 0 });
  expect(points.map(({ values, sizes }) => [values, sizes.in_review])).toEqual([
    [{ X_MANY: "1", "X01.weight": 70 }, 4],
    [{ X_MANY: "2", "X01.weight": 70 }, 3],
    [{ X_MANY: "3", "X01.weight": 70 }, 1],
    [{ X_MANY: "4", "X01.weight": 70 }, 0],
  ]);
  expect(points[1]?.moves).toEqual([{ from: "normal", to: "in_review", users: 3 }]);
});

it("begins with a preset, and writes CSV", async () => {
  const { written } = await run(["--vary", "X02.weight=0,70", "--preset", "default", "--csv"]);
  expect(written).toBe("X02.weight,in_review,blacklisted,rescored,moves\n0,0,0,1,0\n70,1,0,1,1\n");
});

it("writes nothing", async () => {
  await run(["--vary", "X02.weight=99", "--all"]);
  const { rows } = await database.pool.query("select rule_id, weight from rule_weights where weight <> 0 order by 1");
  const scores = await database.pool.query("select score from scores order by 1");
  expect(rows.at(-1)).toEqual({ rule_id: "X02", weight: 20 });
  expect(scores.rows.map(({ score }) => score as number)).toEqual([79, 99, 99, 99]);
});

it.each([
  [[], "--vary: says what is swept, such as X05.weight=0..70:5"],
  [["--vary", "X09.weight=1"], "the pack has no rule X09"],
  [["--vary", "X09=1"], "the pack has no constant X09"],
  [["--vary", "review=1", "--vary", "review=2"], "review is varied twice"],
  [["--vary", "review=1", "--vary", "blacklist=1"], "the blacklist threshold is never below the review threshold"],
  [["--vary", "review=1", "--preset", "none"], "there is no preset none; there are: "],
  [["--vary", "review=1", "--app", "other"], "there is no app other; there are: "],
])("refuses %j in a sentence", async (argv, sentence) => {
  const { code, noted } = await run(argv);
  expect(code).toBe(1);
  expect(noted).toContain(sentence);
});

it("shows what is wrong with a pack that has another value of a constant", async () => {
  const { code, written } = await run(["--vary", "X_MANY=1.5"]);
  expect([code, written]).toEqual([3, expect.stringContaining("X01_many.tocsin")]);
});
