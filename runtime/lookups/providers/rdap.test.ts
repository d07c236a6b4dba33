import { mkdtempSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { webServer, type Site } from "../testing/web-server.ts";
import { createFindRegistry } from "./rdap-bootstrap.ts";
import { createRdap, registeredDomain } from "./rdap.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-rdap-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const NOW = Date.parse("2026-11-20T10:00:00Z");
const DAY = 86_400_000;
let files = 0;

/** A registry of `com` with its bootstrap document, both on one server. */
async function registry(site: Site, { file = join(folder, `${(files += 1)}.json`), now = () => NOW } = {}) {
  const server = await webServer(site);
  onTestFinished(() => server.close());
  site["/dns.json"] ??= { body: { version: "1.0", services: [[["net", "com"], [`${server.url}/com/`]]] } };
  const url = new URL(`${server.url}/dns.json`);
  const provider = createRdap({ findRegistry: createFindRegistry({ url, file, now }), now });
  const ask = (domain: string, ms = 5000) => provider.ask(domain, AbortSignal.timeout(ms));
  return { server, site, ask, file };
}

const registered = (date: string, ldhName = "shop.com") => ({
  body: { objectClassName: "domain", ldhName, events: [{ eventAction: "registration", eventDate: date }] },
});

it("tells when a domain was registered, and sends nothing but the domain", async () => {
  const { server, ask } = await registry({ "/com/domain/shop.com": registered("1997-09-15T04:00:00Z", "SHOP.COM") });
  expect(await ask("shop.com")).toEqual({
    kind: "told",
    facts: { domain_created: "1997-09-15T04:00:00.000Z" },
    keptMs: 30 * DAY,
  });
  expect(server.asked.map(({ path }) => path)).toEqual(["/dns.json", "/com/domain/shop.com"]);
  expect(server.asked[1]?.headers).toMatchObject({ accept: "application/rdap+json, application/json" });
  expect(server.asked[1]?.headers).not.toHaveProperty("cookie");
});

it("says that the date is not known of a domain that is not registered, or of which the registry does not tell it", async () => {
  const { ask } = await registry({ "/com/domain/quiet.com": { body: { ldhName: "quiet.com", events: [] } } });
  expect(await ask("gone.com")).toEqual({ kind: "told", facts: { domain_created: null }, keptMs: DAY });
  expect(await ask("quiet.com")).toMatchObject({ kind: "told", facts: { domain_created: null } });
});

it("asks nobody about a top-level domain without a registry that answers", async () => {
  const { server, ask } = await registry({});
  expect(await ask("shop.de")).toEqual({ kind: "failure", reason: "not_applicable", keptMs: 7 * DAY });
  expect(server.asked.map(({ path }) => path)).toEqual(["/dns.json"]);
});

it.each([
  ["broken JSON", { body: '{"events": [' }],
  ["another shape", { body: { events: "none" } }],
  ["another domain", registered("1997-09-15T04:00:00Z", "other.com")],
  ["a date that is none", registered("long ago")],
  ["a date to come", registered("2027-01-01T00:00:00Z")],
  ["a failure of the server", { status: 500 }],
  ["a body without end", { body: "x".repeat(600 * 1024) }],
  ["a redirect to another host", { status: 302, headers: { location: "http://localhost:1/domain/shop.com" } }],
  ["a redirect in a circle", { status: 302, headers: { location: "/com/domain/shop.com" } }],
])("takes %s for no answer", async (_, answer) => {
  const { ask } = await registry({ "/com/domain/shop.com": answer });
  expect(await ask("shop.com")).toEqual({ kind: "failure", reason: "error" });
});

it("follows a redirect that stays with the host", async () => {
  const { ask } = await registry({
    "/com/domain/shop.com": { status: 301, headers: { location: "/v2/shop.com" } },
    "/v2/shop.com": registered("2020-01-01T00:00:00Z"),
  });
  expect(await ask("shop.com")).toMatchObject({ facts: { domain_created: "2020-01-01T00:00:00.000Z" } });
});

it("ends at its deadline", async () => {
  const { ask } = await registry({ "/com/domain/shop.com": "silent" });
  expect(await ask("shop.com", 150)).toEqual({ kind: "failure", reason: "timeout" });
});

it.each([
  ["120", 120_000],
  ["Fri, 20 Nov 2026 10:05:00 GMT", 300_000],
  ["soon", null],
])("leaves a registry alone that says to retry after %s", async (text, forMs) => {
  const { ask } = await registry({ "/com/domain/shop.com": { status: 429, headers: { "retry-after": text } } });
  expect(await ask("shop.com")).toEqual({ kind: "busy", forMs });
});

it("keeps the bootstrap document for a day, over a start, and uses an older one while there is no newer", async () => {
  let now = NOW;
  const first = await registry({ "/com/domain/shop.com": registered("2020-01-01T00:00:00Z") }, { now: () => now });
  await first.ask("shop.com");
  await first.ask("shop.com");
  const documents = () => first.server.asked.filter(({ path }) => path === "/dns.json").length;
  expect(documents()).toBe(1);
  expect(JSON.parse(await readFile(first.file, "utf8"))).toMatchObject({ fetchedAt: NOW });
  const url = new URL(`${first.server.url}/dns.json`);
  const restarted = () => createFindRegistry({ url, file: first.file, now: () => now });
  const signal = AbortSignal.timeout(5000);
  expect(await restarted()("shop.com", signal)).toEqual(new URL(`${first.server.url}/com/`));
  expect(documents()).toBe(1);
  now += 2 * DAY;
  first.site["/dns.json"] = { status: 500 };
  const later = restarted();
  expect(await later("shop.com", signal)).toEqual(new URL(`${first.server.url}/com/`));
  await later("shop.com", signal);
  expect(documents()).toBe(2);
  now += 90 * DAY;
  expect(await restarted()("shop.com", signal)).toBe("error");
  expect((await readdir(folder)).filter((name) => name.includes("unfinished"))).toEqual([]);
});

it("does not go where a bootstrap document has no business to lead", async () => {
  const services = [[["com"], ["http://10.0.0.1/", "ftp://registry.example.net/", "no URL"]]];
  const { ask } = await registry({ "/dns.json": { body: { services } } });
  expect(await ask("shop.com")).toMatchObject({ kind: "failure", reason: "not_applicable" });
});

it.each([
  ["a@shop.com", "shop.com"],
  ["a@mail.shop.co.uk", "shop.co.uk"],
  ["a@anna.github.io", "github.io"],
  ["a@müller.de", "xn--mller-kva.de"],
  ["a@example.com", null],
  ["a@shop.example", null],
  ["a@printer.local", null],
  ["a@[192.0.2.1]", null],
  ["a@co.uk", null],
  ["no address", null],
])("asks of %s about %s", (address, domain) => expect(registeredDomain(address)).toBe(domain));
