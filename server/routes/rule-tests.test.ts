import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";

beforeAll(async () => {
  cookie = await tester.signIn();
  await tester.sendEvent({
    userName: "anna.miller",
    emailAddress: "anna.miller@company.example",
    ipAddress: "81.2.69.142",
    url: "/",
    eventType: "account_password_change",
    eventTime: "2026-11-20 10:00:00",
  });
});

const PATH = "user/rules/X01_many.tocsin";
const RULE = 'rule X01 "Many" {\n  when user.ip_count > 3\n}\n';
const TEST = '\ntest "many" {\n  given { user: { ip_count: 9 } }\n  expect X01 match\n}\n';
const CHANGED = 'rule X01 "Changed" {\n  when any event {\n    .type == account_password_change\n  }\n}\n';

const ask = (what: string, text: string, more: object = {}) =>
  tester.send("POST", `/api/v1/rule-tests/${what}`, { cookie, json: { source: { path: PATH, text }, ...more } });

it("runs the tests of a text that is stored nowhere", async () => {
  const { status, json } = await ask("run", RULE + TEST + TEST.replace("9", "2").replace("many", "few"));
  expect(status).toBe(200);
  expect(json).toMatchObject({
    kind: "ran",
    cases: [
      { title: "many", status: "passed", expectations: [{ typescript: "match", sql: "match", met: true }] },
      { title: "few", status: "failed", expectations: [{ expected: "X01 match", sql: "no match", met: false }] },
    ],
    coverage: { seen: 2, of: 2, untested: null },
  });
});

it("runs nothing of a text with errors", async () => {
  expect((await ask("run", RULE.replace("> 3", "> three") + TEST)).json).toMatchObject({
    kind: "refused",
    diagnostics: [{ code: "TC0101" }],
  });
});

it("offers tests for thresholds without one", async () => {
  expect((await ask("suggest", RULE + TEST)).json).toMatchObject({
    kind: "suggested",
    tests: [{ rule: "X01", condition: "user.ip_count > 3", text: expect.stringContaining("expect X01 no match") }],
  });
});

it("makes a test of a stored user, and holds nothing of it", async () => {
  const { json } = await ask("of-user", CHANGED, { rule: "X01", user: "anna.miller" });
  expect(json).toEqual({
    kind: "made",
    outcome: true,
    text: expect.stringContaining("{ type: account_password_change }"),
  });
});

it("knows when there is no such user, not yet, or no such rule", async () => {
  const of = (more: object) => ask("of-user", CHANGED, { rule: "X01", user: "anna.miller", ...more });
  expect(await of({ user: "nobody" })).toMatchObject({ status: 404 });
  expect(await of({ asOf: "2026-01-01T00:00:00.000Z" })).toMatchObject({ status: 404 });
  expect(await of({ rule: "X99" })).toMatchObject({ status: 404 });
});

it("asks who it is first", async () => {
  const json = { source: { path: PATH, text: RULE } };
  expect(await tester.send("POST", "/api/v1/rule-tests/run", { json })).toMatchObject({ status: 401 });
});
