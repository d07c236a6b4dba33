import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";

beforeAll(async () => {
  cookie = await tester.signIn();
  await tester.sendEvent({ userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" });
});

const text = 'rule X01 "Anybody" {\n  when user.event_count >= 1\n}\n';
const ask = (json: object) =>
  tester.send("POST", "/api/v1/dry-run/trend", {
    cookie,
    json: { rule: "X01", source: { path: "user/X01_any.tocsin", text }, ...json },
  });

it("asks a text of the editor about each of the last weeks", async () => {
  const { status, json } = await ask({ weeks: 3 });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    kind: "judged",
    complete: true,
    points: [{ asOf: expect.any(String) }, {}, { tested: 1, matched: 1, unknown: 0 }],
    currentFields: ["user.event_count"],
  });
});

it.each([
  ["a rule that is none", { rule: "X99" }, 404],
  ["more weeks than half a year", { weeks: 27 }, 400],
])("refuses %s", async (_, json, status) => expect(await ask(json)).toMatchObject({ status }));

it("shows what is wrong with a text", async () =>
  expect((await ask({ source: { path: "user/X01_any.tocsin", text: text.replace("1", "one") } })).json).toMatchObject({
    kind: "refused",
  }));

it("knows of no trend that is not under way", async () =>
  expect(await tester.send("GET", `/api/v1/dry-run/trend/${randomUUID()}`, { cookie })).toMatchObject({
    status: 200,
    json: { progress: null },
  }));
