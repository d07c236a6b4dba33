import { beforeAll, expect, it, vi } from "vitest";
import { Settings, Simulation } from "../../api/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
const ask = (method: string, path: string, json?: object) =>
  tester.send(method, path, { cookie, ...(json === undefined ? {} : { json }) });
const simulate = async (json: object) => Simulation.parse((await ask("POST", "/api/v1/simulate", json)).json);
const OFF = { review: null, blacklist: null };

beforeAll(async () => {
  cookie = await tester.signIn();
  for (const [userName, firstName] of [
    ["anna", "A1"],
    ["bert", "Bert"],
  ] as const) {
    const fields = {
      userName,
      firstName,
      lastName: "B",
      fullName: `${firstName} B`,
      ipAddress: "203.0.113.7",
      url: "/",
    };
    await tester.sendEvent({ ...fields, eventTime: "2026-11-20 10:00:00" });
  }
  const scored = async () => !(await ask("GET", "/api/v1/users?order=score")).text.includes('"score":null');
  await vi.waitUntil(scored, { timeout: 200_000 });
});

it("says what other weights and thresholds would make of everybody, also of a rule that weighs nothing", async () => {
  const { users, basis, sizes, moves, matching, histogram } = await simulate({
    weights: { B07: 70 },
    thresholds: { review: 33, blacklist: null },
  });
  expect({ users, basis }).toEqual({ users: 2, basis: { stored: 2, judged: 0, leftOut: 0 } });
  expect(matching["B07"]).toBe(1);
  expect(sizes.before).toEqual({ normal: 2, in_review: 0, blacklisted: 0, whitelisted: 0 });
  expect(sizes.after).toEqual({ normal: 1, in_review: 1, blacklisted: 0, whitelisted: 0 });
  expect(moves).toEqual([
    { from: "normal", to: "in_review", users: 1, named: [{ name: "anna", before: 99, after: 29 }] },
  ]);
  expect([histogram.before[99], histogram.after[99], histogram.after[29]]).toEqual([2, 1, 1]);
  expect((await simulate({ weights: { B07: 70 }, thresholds: OFF, scope: "all", named: 0 })).moves).toEqual([]);
  expect((await ask("GET", "/api/v1/simulate/nothing-here")).json).toEqual({ progress: null });
});

it.each([
  [{ weights: { B07: 101 }, thresholds: OFF }],
  [{ weights: { nothing: 1 }, thresholds: OFF }],
  [{ weights: {}, thresholds: { review: 10, blacklist: 10 } }],
  [{ weights: {}, thresholds: OFF, named: 101 }],
  [{ weights: {} }],
])("refuses %j", async (json) => expect((await ask("POST", "/api/v1/simulate", json)).status).toBe(400));

it("answers signed-in operators only", async () => {
  const json = { weights: {}, thresholds: OFF };
  expect((await tester.send("POST", "/api/v1/simulate", { json })).status).toBe(401);
  expect((await tester.send("PUT", "/api/v1/settings", { json })).status).toBe(401);
});

it("replaces settings as a whole, unless somebody else has changed them meanwhile", async () => {
  const seen = Settings.parse((await ask("GET", "/api/v1/settings")).json);
  const expected = { weights: seen.weights, thresholds: seen.thresholds };
  const next = { weights: { B07: 20 }, thresholds: { review: 40, blacklist: 5 } };
  const changed = await ask("PUT", "/api/v1/settings", { ...next, preset: "bot_detection", expected });
  expect(changed).toMatchObject({ status: 200, json: { ...next, preset: "bot_detection" } });
  expect(await ask("PUT", "/api/v1/settings", { ...next, expected })).toMatchObject({
    status: 409,
    json: { code: "conflict" },
  });
  expect((await ask("PUT", "/api/v1/settings", { ...next, preset: "nothing" })).status).toBe(404);
  // Undone.
  const undone = await ask("PUT", "/api/v1/settings", { ...expected, preset: seen.preset, expected: next });
  expect(undone.json).toEqual(seen);
});
