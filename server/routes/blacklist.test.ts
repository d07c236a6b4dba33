import { beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { BlacklistEntry } from "../../api/index.ts";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
const ask = (method: string, path: string, options: SendOptions = {}) =>
  tester.send(method, path, { cookie, ...options });
const Page = z.object({ entries: z.array(BlacklistEntry), next: z.string().nullable() });
const list = async (query = "") => Page.parse((await ask("GET", `/api/v1/blacklist${query}`)).json);
const isListed = async (value: string) => {
  const headers = { "api-key": tester.first().apiKey };
  return (await tester.send("POST", "/api/v1/blacklist/search", { headers, json: { value } })).json;
};

const FORMULA = '=HYPERLINK("http://x","a""b")\r\nnext';

beforeAll(async () => {
  cookie = await tester.signIn();
  for (const [userName, ipAddress, phoneNumber] of [
    ["anna", "85.1.1.1", "+4915112345678"],
    ["anna", "100.64.1.1", ""],
    [FORMULA, "85.1.1.2", ""],
  ] as const) {
    const fields = { userName, ipAddress, phoneNumber, url: "/", eventTime: "2026-11-20 10:00:00" };
    const { status, text } = await tester.sendEvent(fields);
    if (status !== 200) throw new Error(`the sensor answered ${status}: ${text}`);
  }
  for (const name of ["anna", FORMULA]) {
    const path = `/api/v1/users/${encodeURIComponent(name)}/decision`;
    const decided = async () => (await ask("PUT", path, { json: { decision: "blacklist" } })).status === 200;
    await vi.waitUntil(decided, { timeout: 200_000 });
  }
});

it("lists who is blacklisted with what they have, and why something is not", async () => {
  const { entries, next } = await list("?user=anna");
  expect(entries.map(({ kind, value, listed, reason }) => [kind, value, listed, reason])).toEqual([
    ["user", "anna", true, null],
    ["ip", "100.64.1.1", false, "carrier_nat"],
    ["ip", "85.1.1.1", true, null],
    ["phone", "+4915112345678", true, null],
  ]);
  expect(entries[0]).toMatchObject({ user: "anna", by: "operator", addedAt: expect.stringMatching(/Z$/) });
  expect(next).toBeNull();
  expect(await isListed("100.64.1.1")).toEqual({ value: "100.64.1.1", blacklisted: false });
});

it("filters and goes on page by page", async () => {
  expect((await list("?kind=ip&listed=false")).entries.map(({ value }) => value)).toEqual(["100.64.1.1"]);
  expect((await list("?search=49151")).entries.map(({ user }) => user)).toEqual(["anna"]);
  const seen: string[] = [];
  for (let query: string | null = "?limit=2"; query !== null;) {
    const { entries, next } = await list(query);
    seen.push(...entries.map(({ kind }) => kind));
    query = next === null ? null : `?limit=2&after=${next}`;
  }
  expect(seen).toEqual(["user", "ip", "user", "ip", "ip", "phone"]);
  expect(await ask("GET", "/api/v1/blacklist?after=nothing")).toMatchObject({
    status: 400,
    json: { code: "invalid_request", message: "There is no such page" },
  });
});

it("exports what a spreadsheet shows as text, and NDJSON as it is", async () => {
  const csv = await ask("GET", "/api/v1/blacklist/export?kind=user");
  expect(csv.headers.get("content-type")).toContain("text/csv");
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="blacklist.csv"');
  const cell = `"'${FORMULA.replaceAll('"', '""')}"`;
  const [header, ...rest] = csv.text.split(/\r\n(?=\d{4}-|$)/);
  expect(header).toBe("added,kind,value,user,score,by,listed,reason");
  expect(rest[0]?.slice(25)).toMatch(/^user,/);
  expect(rest[0]).toContain(`user,${cell},${cell},`);
  expect((await ask("GET", "/api/v1/blacklist/export?kind=phone")).text).toContain(",phone,'+4915112345678,anna,");
  const ndjson = await ask("GET", "/api/v1/blacklist/export?format=ndjson");
  const lines = ndjson.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatchObject({ kind: "user", value: FORMULA, user: FORMULA, listed: true, reason: null });
});

it("takes one thing off, and puts it back with a new decision", async () => {
  const clear = (kind: string, value: string) => ask("POST", "/api/v1/blacklist/clear", { json: { kind, value } });
  expect(await clear("phone", "+49 151 12345678")).toMatchObject({ status: 200, json: { cleared: true } });
  expect(await isListed("+4915112345678")).toMatchObject({ blacklisted: false });
  expect((await list("?listed=false&kind=phone")).entries).toMatchObject([{ reason: "cleared" }]);
  expect((await clear("ip", "85.9.9.9")).status).toBe(404);
  expect((await clear("ip", "no address")).status).toBe(404);
  await ask("PUT", "/api/v1/users/anna/decision", { json: { decision: "blacklist" } });
  expect(await isListed("+4915112345678")).toMatchObject({ blacklisted: true });
});

it("sets how many users a blacklisted address may have", async () => {
  const url = "/api/v1/settings/blacklist";
  expect((await ask("GET", url)).json).toEqual({ mostUsers: 20 });
  expect((await ask("PUT", url, { json: { mostUsers: 64 } })).status).toBe(400);
  for (const userName of ["x", "y"])
    await tester.sendEvent({ userName, ipAddress: "85.1.1.1", url: "/", eventTime: "2026-11-20 10:00:00" });
  expect((await ask("PUT", url, { json: { mostUsers: 2 } })).json).toEqual({ mostUsers: 2 });
  await expect.poll(() => isListed("85.1.1.1")).toMatchObject({ blacklisted: false });
  expect((await list("?user=anna&kind=ip&search=85.")).entries).toMatchObject([{ reason: "shared" }]);
  await ask("PUT", url, { json: { mostUsers: null } });
  await expect.poll(() => isListed("85.1.1.1")).toMatchObject({ blacklisted: true });
});

it("is for who is signed in", async () => {
  for (const path of ["", "/export"]) expect((await tester.send("GET", `/api/v1/blacklist${path}`)).status).toBe(401);
});
