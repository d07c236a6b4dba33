import { expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
const NOT_SIGNED_IN = { status: 401, json: { code: "not_signed_in" } };

it("signs the first operator in with what was shown, and says who that is", async () => {
  const { email, password } = tester.first();
  const answer = await tester.send("POST", "/api/v1/session", {
    json: { email: ` ${email.toUpperCase()} `, password },
  });
  expect(answer).toMatchObject({
    status: 200,
    json: { operator: { email }, apps: [{ name: "main", timeZone: "UTC" }] },
  });
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^tocsin_session=/);
  for (const flag of ["HttpOnly", "SameSite=Strict", "Path=/"]) expect(cookie).toContain(flag);
  expect(await tester.send("GET", "/api/v1/session", { cookie: cookie.split(";")[0] ?? "" })).toMatchObject({
    status: 200,
    json: { operator: { email } },
  });
});

it("keeps the session as a hash only", async () => {
  const cookie = await tester.signIn();
  const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
  const { rows } = await tester.database.pool.query<{ all: string }>(
    "select operator_sessions::text as all from operator_sessions",
  );
  expect(token.length).toBeGreaterThan(40);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some((row) => row.all.includes(token))).toBe(false);
  expect(rows.some((row) => row.all.includes(Buffer.from(token, "base64url").toString("hex")))).toBe(false);
});

it.each([
  ["/api/v1/session", "GET"],
  ["/api/v1/overview", "GET"],
  ["/api/v1/users", "GET"],
  ["/api/v1/users/anna", "GET"],
  ["/api/v1/users/anna/decision", "PUT"],
  ["/api/v1/pack", "GET"],
  ["/api/v1/dry-run", "POST"],
  ["/api/v1/presets", "GET"],
  ["/api/v1/settings", "GET"],
  ["/api/v1/settings/preset", "PUT"],
  ["/api/v1/settings/thresholds", "PUT"],
  ["/metrics", "GET"],
])("keeps %s (%s) from strangers", async (path, method) =>
  expect(await tester.send(method, path, method === "GET" ? {} : { json: {} })).toMatchObject(NOT_SIGNED_IN),
);

it("does not take a cookie that it did not sign", async () => {
  const cookie = await tester.signIn();
  const [name, value = ""] = cookie.split("=");
  const other = value.startsWith("A") ? `B${value.slice(1)}` : `A${value.slice(1)}`;
  expect(await tester.send("GET", "/api/v1/session", { cookie: `${name}=${other}` })).toMatchObject(NOT_SIGNED_IN);
});

it("ends a session when it expires", async () => {
  const cookie = await tester.signIn();
  await tester.database.pool.query("update operator_sessions set expires_at = now() - interval '1 ms'");
  expect(await tester.send("GET", "/api/v1/session", { cookie })).toMatchObject(NOT_SIGNED_IN);
});

it("ends a session at sign-out, on the server too", async () => {
  const cookie = await tester.signIn();
  expect(await tester.send("DELETE", "/api/v1/session", { cookie })).toMatchObject({ status: 204, text: "" });
  expect(await tester.send("GET", "/api/v1/session", { cookie })).toMatchObject(NOT_SIGNED_IN);
  expect((await tester.send("DELETE", "/api/v1/session")).status).toBe(204);
});

it("takes nothing that another site makes a browser send", async () => {
  const cookie = await tester.signIn();
  const headers = { origin: "https://evil.example" };
  const json = { decision: "blacklist" };
  expect(await tester.send("PUT", "/api/v1/users/anna/decision", { cookie, headers, json })).toMatchObject({
    status: 403,
    json: { code: "foreign_origin" },
  });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect(
    await tester.send("PUT", "/api/v1/users/anna/decision", { cookie, headers: form, body: "decision=blacklist" }),
  ).toMatchObject({
    status: 415,
  });
  const text = { "content-type": "text/plain" };
  expect((await tester.send("PUT", "/api/v1/users/anna/decision", { cookie, headers: text, body: "{}" })).status).toBe(
    415,
  );
});

it("refuses wrong credentials in the same words, and soon any further attempt", async () => {
  const wrong = async (email: string) =>
    (await tester.send("POST", "/api/v1/session", { json: { email, password: "no" } })).json;
  const refused = { code: "wrong_credentials", message: "The e-mail or the password is wrong" };
  expect(await wrong(tester.first().email)).toEqual(refused);
  expect(await wrong("nobody@example.com")).toEqual(refused);
  const later: unknown[] = [];
  for (let attempt = 0; attempt < 10; attempt++) later.push(await wrong("nobody@example.com"));
  expect(later).toContainEqual({ code: "too_many_requests", message: expect.any(String) });
  const { email, password } = tester.first();
  expect((await tester.send("POST", "/api/v1/session", { json: { email, password } })).status).toBe(429);
});

it("writes no password and no cookie into the log", () => {
  expect(tester.log()).not.toContain(tester.first().password);
  expect(tester.log()).not.toContain("tocsin_session");
});
