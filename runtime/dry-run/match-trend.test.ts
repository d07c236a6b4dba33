import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { DryRunCancelled } from "./dry-run.ts";
import { matchTrend, weeklyMoments } from "./match-trend.ts";

const database = testDatabase();
const END = Date.UTC(2026, 10, 20, 12);
const { plan } = packOf([{ path: "X01_busy.tocsin", text: 'rule X01 "Busy" { when count(events within 7d) >= 2 }' }]);
let tester: RuntimeTester;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  const day = (n: number) => `2026-11-${String(n).padStart(2, "0")} 10:00:00`;
  for (const [userName, days] of [
    ["anna", [3, 4, 19, 20]],
    ["bert", [11, 12]],
    ["carla", [19]],
  ] as const)
    for (const n of days) await tester.send({ userName, eventTime: day(n) });
});

const ask = (more: object = {}) =>
  matchTrend(tester.store, plan, {
    appId: tester.appId,
    rule: "X01",
    moments: weeklyMoments(END, 4),
    budget: 60_000,
    ...more,
  });

it("asks a week apart, oldest first, about those who were there then", async () => {
  const progress: unknown[] = [];
  const { points, complete } = await ask({ onProgress: (step: unknown) => progress.push(step) });
  expect(complete).toBe(true);
  expect(points.map(({ asOf, ...point }) => [new Date(asOf).toISOString().slice(0, 10), point])).toEqual([
    ["2026-10-30", { tested: 0, matched: 0, unknown: 0 }],
    ["2026-11-06", { tested: 1, matched: 1, unknown: 0 }],
    ["2026-11-13", { tested: 2, matched: 1, unknown: 0 }],
    ["2026-11-20", { tested: 3, matched: 1, unknown: 0 }],
  ]);
  expect(progress).toEqual([0, 1, 2, 3, 4].map((asked) => ({ asked, of: 4 })));
});

it("leaves out the oldest when its time is over", async () => {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query("lock table events in access exclusive mode");
    expect(await ask({ budget: 300 })).toEqual({ points: [], complete: false });
  } finally {
    await client.query("rollback");
    client.release();
  }
});

it("is cancelled by its signal", async () =>
  expect(ask({ signal: AbortSignal.abort() })).rejects.toThrow(DryRunCancelled));
