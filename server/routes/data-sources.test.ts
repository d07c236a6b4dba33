import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DataSources } from "../../api/index.ts";
import { importFile, sourcesFolder } from "../../runtime/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const DAY = 86_400_000;
const dataDir = mkdtempSync(join(tmpdir(), "tocsin-data-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
beforeAll(async () => {
  const file = join(dataDir, "list.txt");
  const now = Date.now();
  const options = { folder: sourcesFolder(dataDir), now };
  await writeFile(file, "85.10.20.30\n85.10.21.0/24\n");
  await importFile(file, { kind: "vpn", licence: "MIT", date: new Date(now - 2 * DAY) }, options);
  await writeFile(file, "85.10.20.30\n");
  await importFile(file, { kind: "tor", date: new Date(now - 30 * DAY) }, options);
});
const tester = serverTester({ TOCSIN_DATA: dataDir });
beforeAll(async () => {
  const eventTime = new Date().toISOString().slice(0, 19).replace("T", " ");
  for (const ipAddress of ["85.10.20.30", "85.10.20.31"])
    await tester.sendEvent({ userName: `at ${ipAddress}`, ipAddress, url: "/", eventType: "page_view", eventTime });
  const { pool } = tester.server().store;
  await vi.waitUntil(async () => (await pool.query("select from ips")).rowCount === 2, { timeout: 60_000 });
});

const told = async () => {
  const { status, json } = await tester.send("GET", "/api/v1/data-sources", { cookie: await tester.signIn() });
  expect(status).toBe(200);
  return DataSources.parse(json);
};

it("lists what was brought and the packages, with licence, date, age, size and what is too old", async () => {
  const { sources } = await told();
  const find = (id: string) => sources.find((source) => source.id === id);
  expect(find("vpn")).toEqual({
    id: "vpn",
    title: "commercial VPNs",
    kind: "brought",
    facts: ["vpn"],
    licence: "MIT",
    attribution: null,
    version: null,
    date: expect.any(String) as unknown,
    ageDays: 2,
    size: expect.any(Number) as unknown,
    entries: 2,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    status: "ready",
    maxAgeDays: { vpn: 90 },
    stale: [],
    network: null,
  });
  expect(find("tor")).toMatchObject({ status: "stale", stale: ["tor"], ageDays: 30, licence: null });
  expect(find("email-providers")).toMatchObject({
    kind: "library",
    facts: ["free"],
    licence: "ISC",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown,
    ageDays: null,
  });
  expect(find("browser-releases")).toMatchObject({ kind: "bundled", licence: "CC0-1.0", status: "ready" });
});

it("lists whom it would ask over the network, and what would leave the machine, when all of that is off", async () => {
  const { sources } = await told();
  const network = sources.filter(({ kind }) => kind === "network");
  expect(network.map(({ id, status, network: asked }) => [id, status, asked?.sends, asked?.to])).toEqual([
    ["mx", "disabled", "the domain of an e-mail address", "the name servers of the machine"],
    ["rdap", "disabled", "the registered domain of an e-mail address", "the registries that data.iana.org names"],
    ["breach", "disabled", "the whole e-mail address", "haveibeenpwned.com"],
    ["dnsbl", "disabled", "the IP address", "nobody: no list is named"],
  ]);
  expect(network[2]).toMatchObject({ licence: "CC BY 4.0", attribution: { url: "https://haveibeenpwned.com" } });
  for (const { network: asked } of network) expect(asked).toMatchObject({ asked: 0, answered: 0, lastAnswerAt: null });
});

it("tells for how many addresses each fact is known, and how far asking again is", async () => {
  const { coverage } = await told();
  const ips = coverage.find((each) => each.of === "ips");
  expect(ips).toMatchObject({ counted: 2, sampled: false });
  expect(ips?.facts).toEqual(
    expect.arrayContaining([
      { fact: "vpn", known: 1 },
      // The one that is listed; that the other is not, an old list cannot say.
      { fact: "tor", known: 0.5 },
      { fact: "country", known: 1 },
      { fact: "spam_listed", known: 0 },
    ]),
  );
  await expect
    .poll(async () => (await told()).reEnrichment)
    .toMatchObject([
      { of: "ips", finishedAt: expect.any(String) as unknown, changed: 0 },
      { of: "emails", finishedAt: expect.any(String) as unknown },
    ]);
});

it("is for people who are signed in", async () =>
  expect((await tester.send("GET", "/api/v1/data-sources")).status).toBe(401));
