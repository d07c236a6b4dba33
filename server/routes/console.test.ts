import { beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { ReScoring, ScoreHistoryEntry } from "../../api/index.ts";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

// A preset that weighs nothing: every score is 99.
const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
const ask = (method: string, path: string, options: SendOptions = {}) =>
  tester.send(method, path, { cookie, ...options });

beforeAll(async () => {
  cookie = await tester.signIn();
  for (const [userName, url] of [
    ["anna", "/a"],
    ["anna", "/b"],
    ["o'brien/é %", "/a"],
  ] as const) {
    const names = { firstName: "A1", lastName: "B", fullName: "A B" };
    const fields = { userName, ipAddress: "203.0.113.7", url, eventTime: "2026-11-20 10:00:00", ...names };
    const { status, text } = await tester.sendEvent(fields);
    if (status !== 200) throw new Error(`the sensor answered ${status}: ${text}`);
  }
  const scored = async () => !(await ask("GET", "/api/v1/users?order=score")).text.includes('"score":null');
  await vi.waitUntil(scored, { timeout: 200_000 });
});

it("lists users", async () => {
  const { json } = await ask("GET", "/api/v1/users?search=ANN");
  expect(json).toEqual({
    users: [
      {
        name: "anna",
        score: 99,
        status: "normal",
        lastSeen: "2026-11-20T10:00:00.000Z",
        eventCount: 2,
        anonymous: false,
      },
    ],
  });
});

it("shows a user of any name", async () => {
  const { status, json } = await ask("GET", `/api/v1/users/${encodeURIComponent("o'brien/é %")}`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    name: "o'brien/é %",
    fullName: "A B",
    counters: { events: 1, ips: 1, devices: 1, sessions: 1 },
    decision: null,
    scoredAt: expect.stringMatching(/Z$/),
  });
});

it("names the rules that matched, with their weights", async () => {
  const json = (await ask("GET", "/api/v1/users/anna")).json as {
    rules: { id: string; title: string; weight: number; because: string | null }[];
  };
  expect(json.rules.find(({ id }) => id === "B07")?.because).toBe("the name A1 B contains a digit");
  for (const rule of json.rules) {
    expect(rule.id).toMatch(/^[A-Z]\d{2,3}$/);
    expect(rule.title).not.toBe("");
    expect(rule.because).not.toMatch(/[{}]/);
  }
});

it.each([
  ["GET", "/api/v1/users/nobody", undefined],
  ["GET", "/api/v1/users/nobody/score-history", undefined],
  ["PUT", "/api/v1/users/nobody/decision", { decision: "review" }],
  ["GET", "/api/v1/overview?app=other", undefined],
  ["PUT", "/api/v1/settings/preset", { preset: "nothing" }],
  ["POST", "/api/v1/dry-run", { rule: "X99" }],
  ["GET", "/api/v1/nothing", undefined],
])("answers %s %s with 404", async (method, path, json) => {
  const answer = await ask(method, path, json === undefined ? {} : { json });
  expect(answer).toMatchObject({ status: 404, json: { code: "not_found", message: expect.any(String) } });
});

it.each([
  ["GET", "/api/v1/users?limit=0", undefined],
  ["GET", "/api/v1/users?order=secret", undefined],
  ["PUT", "/api/v1/users/anna/decision", { decision: "forgive" }],
  ["PUT", "/api/v1/settings/thresholds", { review: 10, blacklist: 10 }],
  ["PUT", "/api/v1/settings/thresholds", { review: 100, blacklist: null }],
  ["POST", "/api/v1/dry-run", { rule: "'; drop table users" }],
])("answers %s %s %j with 400", async (method, path, json) => {
  const answer = await ask(method, path, json === undefined ? {} : { json });
  expect(answer).toMatchObject({ status: 400, json: { code: "invalid_request" } });
});

it("tells what became of a score, and how far scoring everybody again has come", async () => {
  const { json } = await ask("GET", "/api/v1/users/anna/score-history");
  const { entries } = z.object({ entries: z.array(ScoreHistoryEntry) }).parse(json);
  expect(entries.at(-1)).toMatchObject({ score: 99, status: "normal", cause: "event" });
  const oldest = entries.at(-1)?.at ?? "";
  expect((await ask("GET", `/api/v1/users/anna/score-history?before=${oldest}`)).json).toEqual({ entries: [] });
  const { status } = await ask("PUT", "/api/v1/settings/thresholds", { json: { review: 40, blacklist: null } });
  expect(status).toBe(200);
  const progress = async () => ReScoring.parse((await ask("GET", "/api/v1/re-scoring")).json);
  expect((await progress()).causes).toEqual(["thresholds"]);
  await expect.poll(async () => (await progress()).finishedAt).not.toBeNull();
  expect(await progress()).toMatchObject({ total: 2, done: 2, secondsLeft: 0 });
});

it("takes the operator's word, and shows it", async () => {
  const decide = (decision: string) => ask("PUT", "/api/v1/users/anna/decision", { json: { decision } });
  expect(await decide("blacklist")).toMatchObject({
    status: 200,
    json: { status: "blacklisted", decision: { decision: "blacklist", by: "operator" } },
  });
  expect((await ask("GET", "/api/v1/overview")).json).toMatchObject({ blacklisted: 1 });
  expect(await decide("whitelist")).toMatchObject({ json: { status: "whitelisted" } });
  expect(await decide("review")).toMatchObject({ json: { status: "in_review" } });
  expect((await ask("GET", "/api/v1/users?status=in_review")).json).toMatchObject({ users: [{ name: "anna" }] });
});

it("counts what an operator asks first", async () => {
  const { json } = await ask("GET", "/api/v1/overview");
  expect(json).toMatchObject({ events: 3, users: 2, lastEventAt: "2026-11-20T10:00:00.000Z" });
  expect((json as { lowest: unknown[] }).lowest).toHaveLength(2);
});

it("serves the pack that runs, with its text", async () => {
  const { json } = await ask("GET", "/api/v1/pack");
  const { files } = json as {
    files: { path: string; builtin: boolean; rules: { id: string }[]; errors: number }[];
  };
  const tor = files.find(({ path }) => path.endsWith("I01_tor.tocsin"));
  expect(tor).toMatchObject({ builtin: true, errors: 0, rules: [{ id: "I01" }] });
});

const source = (condition: string) => ({
  path: "user/X01_events.tocsin",
  text: `rule X01 "Events" {\n  because "{ea_total_visit} events"\n  when user.event_count ${condition}\n}\n`,
});

it("dry-runs a rule as it stands in the editor", async () => {
  const { status, json } = await ask("POST", "/api/v1/dry-run", { json: { rule: "X01", source: source(">= 2") } });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    kind: "judged",
    rule: { id: "X01", title: "Events" },
    tested: 2,
    matched: 1,
    unknown: 0,
    tier: "sample",
    users: [{ name: "anna", because: "2 events" }],
  });
});

it("compares a rule with the deployed version, and with the rules that match the same users", async () => {
  const pack = (await ask("GET", "/api/v1/pack")).json as { files: { path: string; text: string }[] };
  const file = pack.files.find(({ text }) => text.includes("rule B07 "));
  if (file === undefined) throw new Error("the pack has B07");
  const dryRun = async (rule: string, json: object) =>
    (await ask("POST", "/api/v1/dry-run", { json: { rule, ...json } })).json;
  expect(await dryRun("B07", { source: file })).toMatchObject({ matched: 2, difference: null });
  const never = { ...file, text: file.text.replace(/when [\s\S]*?(?=\n *except|\n\})/, "when user.event_count > 100") };
  expect(await dryRun("B07", { source: never })).toMatchObject({
    matched: 0,
    difference: { isNew: false, gained: { count: 0, users: [] }, lost: { count: 2 } },
  });
  expect(await dryRun("X01", { source: source(">= 2") })).toMatchObject({
    difference: { isNew: true, gained: { count: 1, users: [{ name: "anna", score: 99 }] }, lost: { count: 0 } },
    overlap: {
      compared: 2,
      matched: 1,
      alone: 1,
      rules: expect.arrayContaining([{ rule: "B07", title: expect.any(String), both: 1, total: 2 }]),
      matrix: { rules: expect.arrayContaining(["X01", "B07"]) },
      older: 0,
    },
  });
  const past = { source: source(">= 2"), asOf: "2026-11-20T10:00:00.000Z" };
  expect(await dryRun("X01", past)).toMatchObject({ overlap: null });
});

it("says what is missing where a rule cannot say", async () => {
  const text = 'rule X01 "Tor" { when user.phone.country == DE }\n';
  const json = (
    await ask("POST", "/api/v1/dry-run", { json: { rule: "X01", source: { path: "user/X01_tor.tocsin", text } } })
  ).json;
  expect(json).toMatchObject({
    unknown: 2,
    whyUnknown: { looked: 2, reasons: [{ what: "field", name: "user.phone.country", users: 2 }] },
  });
});

it("asks all users when told so", async () =>
  expect(
    (await ask("POST", "/api/v1/dry-run", { json: { rule: "X01", source: source(">= 1"), scope: "all" } })).json,
  ).toMatchObject({
    kind: "judged",
    tested: 2,
    matched: 2,
    tier: "events",
  }));

it("dry-runs a rule of the pack", async () =>
  expect((await ask("POST", "/api/v1/dry-run", { json: { rule: "I01" } })).json).toMatchObject({
    kind: "judged",
    tested: 2,
    matched: 0,
  }));

it("shows what is wrong with a text instead of running it", async () => {
  const { status, json } = await ask("POST", "/api/v1/dry-run", { json: { rule: "X01", source: source(">= two") } });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    kind: "refused",
    diagnostics: [{ severity: "error", span: { file: "user/X01_events.tocsin" } }],
  });
  expect((json as { diagnostics: { frame: string }[] }).diagnostics[0]?.frame).toContain("^^^");
});

it("applies a preset: weights, thresholds, and new scores", async () => {
  const { json } = await ask("GET", "/api/v1/presets");
  expect((json as { presets: unknown[] }).presets).toHaveLength(13 + 12);
  expect(await ask("PUT", "/api/v1/settings/preset", { json: { preset: "bot_detection" } })).toMatchObject({
    status: 200,
    json: { preset: "bot_detection", weights: { B04: 70 }, thresholds: { review: 33, blacklist: null } },
  });
  expect(await ask("PUT", "/api/v1/settings/thresholds", { json: { review: 50, blacklist: 5 } })).toMatchObject({
    json: { preset: "bot_detection", thresholds: { review: 50, blacklist: 5 } },
  });
  expect((await ask("GET", "/api/v1/settings")).json).toMatchObject({ thresholds: { review: 50, blacklist: 5 } });
});

it("shows its metrics to an operator", async () => {
  const { status, text } = await ask("GET", "/metrics");
  expect(status).toBe(200);
  expect(text).toContain('tocsin_sensor_requests_total{status="200"} 3');
  expect(text).toMatch(/^tocsin_inbox_events \d+$/m);
  expect(text).toContain('route="/api/v1/users/:name"');
  expect(text).not.toContain("anna");
});

it("tells visitors from users with an account, in lists and numbers", async () => {
  const fields = { userName: "2001:db8::*", ipAddress: "2001:db8::1", url: "/a", eventTime: "2026-11-20 10:00:00" };
  await tester.sendEvent(fields);
  await expect
    .poll(async () => (await ask("GET", "/api/v1/users?anonymous=true")).json)
    .toMatchObject({ users: [{ name: "2001:db8::*", anonymous: true }] });
  const names = async (query: string) =>
    z
      .object({ users: z.array(z.object({ name: z.string() })) })
      .parse((await ask("GET", `/api/v1/users${query}`)).json);
  expect((await names("?anonymous=false")).users.map(({ name }) => name).toSorted()).toEqual(["anna", "o'brien/é %"]);
  const numbers = async (query = "") => (await ask("GET", `/api/v1/overview${query}`)).json;
  expect(await numbers()).toMatchObject({ users: 3, events: 4, anonymous: 1 });
  expect(await numbers("?anonymous=true")).toMatchObject({ users: 1, events: 1, anonymous: 1 });
  expect(await numbers("?anonymous=false")).toMatchObject({ users: 2, events: 3, anonymous: 0 });
  expect(await ask("GET", "/api/v1/users?anonymous=perhaps")).toMatchObject({ status: 400 });
});
