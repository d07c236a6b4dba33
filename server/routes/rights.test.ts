import { beforeAll, expect, it } from "vitest";
import { UserExport } from "../../api/index.ts";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

// A preset that weighs nothing: nobody comes into review.
const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
const ask = (method: string, path: string, options: SendOptions = {}) =>
  tester.send(method, `/api/v1/${path}`, { cookie, ...options });
const send = (userName: string, eventTime: string) =>
  tester.sendEvent({ userName, ipAddress: "203.0.113.7", url: `/${userName}`, eventTime });

beforeAll(async () => {
  cookie = await tester.signIn();
  await send("anna", "2026-11-20 10:00:00");
});

it("lets nobody but operators ask", async () => {
  for (const [method, path] of [
    ["GET", "users/anna/export"],
    ["POST", "users/anna/erasure"],
    ["GET", "operator-actions"],
    ["PUT", "settings/retention"],
  ] as const)
    expect((await ask(method, path, { cookie: "", ...(method === "GET" ? {} : { json: {} }) })).status, path).toBe(401);
});

it("streams all that is stored of a user", async () => {
  const { status, headers, json } = await ask("GET", "users/anna/export");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="user-\d+\.json"$/);
  const { user, tables } = UserExport.parse(json);
  expect(user).toBe("anna");
  expect(tables.events).toMatchObject([{ url: "/anna" }]);
  expect((await ask("GET", "users/nobody/export")).status).toBe(404);
});

it("erases a user whose name is said twice, and notes who did it", async () => {
  expect((await ask("POST", "users/anna/erasure", { json: { confirm: "ann" } })).json).toMatchObject({
    code: "invalid_request",
    message: "body/confirm: is not the user's name",
  });
  const { json } = await ask("POST", "users/anna/erasure", { json: { confirm: "anna" } });
  expect(json).toEqual({ userId: expect.stringMatching(/^\d+$/), events: 1, identities: expect.any(Number) });
  expect((await ask("GET", "users/anna")).status).toBe(404);
  const { actions } = (await ask("GET", "operator-actions")).json as { readonly actions: readonly object[] };
  const by = { operator: tester.first().email, userId: (json as { readonly userId: string }).userId };
  expect(actions).toMatchObject([
    { kind: "user_erased", ...by },
    { kind: "user_exported", ...by },
  ]);
  await send("anna", "2026-11-20 11:00:00");
  expect((await ask("GET", "users/anna")).json).toMatchObject({ eventCount: 1 });
});

it("sets how long events are kept, and deletes what is older before long", async () => {
  await send("old", "2020-11-20 10:00:00");
  expect((await ask("GET", "settings/retention")).json).toEqual({ weeks: 0, run: null });
  expect((await ask("PUT", "settings/retention", { json: { weeks: 521 } })).status).toBe(400);
  expect((await ask("PUT", "settings/retention", { json: { weeks: 104 } })).json).toMatchObject({ weeks: 104 });
  const { actions } = (await ask("GET", "operator-actions?limit=1")).json as { readonly actions: readonly object[] };
  expect(actions).toMatchObject([{ kind: "retention_set", details: { weeks: 104 }, userId: null }]);
  await expect
    .poll(async () => (await ask("GET", "settings/retention")).json, { timeout: 20_000 })
    .toMatchObject({ run: { events: 1, users: 1, finished: expect.stringMatching(/Z$/) } });
  expect((await ask("GET", "users/old")).status).toBe(404);
  const metrics = await tester.send("GET", "/metrics", { cookie });
  expect(metrics.text).toContain('tocsin_retention_deleted_total{what="events"} 1');
});
