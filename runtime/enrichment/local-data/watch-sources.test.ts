import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { createFacts } from "../create-facts.ts";
import { importSource } from "./import-source.ts";
import type { SourceKind } from "./source-kind.ts";
import { watchSources } from "./watch-sources.ts";

const DAY = 86_400_000;
let folder = "";
let now = 0;
let warnings: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-watched-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  now = Date.parse("2026-11-25T00:00:00Z");
  warnings = [];
});

async function bring(text: string, kind: SourceKind) {
  async function* bytes() {
    yield Buffer.from(text);
  }
  return importSource({ bytes: bytes(), origin: "test", kind, fallbackDate: new Date(now) }, { folder, now });
}

async function watching() {
  const log = { warn: (_: object, message: string) => void warnings.push(message), info: () => undefined };
  let changes = 0;
  const watched = await watchSources({ folder, log, now: () => now, onChange: () => (changes += 1) });
  onTestFinished(() => watched.stop());
  const facts = createFacts({ sources: watched, now: () => now });
  return { watched, facts, changes: () => changes };
}

it("answers from a file that was brought while it runs, and forgets what it said before", async () => {
  const { watched, facts, changes } = await watching();
  expect(facts.ip("85.10.20.30").values).toMatchObject({ tor: null, checked: false });
  await bring("85.10.20.30\n", "tor");
  await watched.look();
  expect(facts.ip("85.10.20.30")).toMatchObject({
    values: { tor: true, country: null, checked: true },
    known: [{ source: "tor", asOf: "2026-11-25", fields: ["tor"] }, {}],
  });
  expect(facts.ip("85.10.20.31").values.tor).toBe(false);
  await bring("85.10.20.31\n", "tor");
  await watched.look();
  expect(facts.ip("85.10.20.30").values.tor).toBe(false);
  await watched.look();
  expect(changes()).toBe(2);
});

it("takes a denial back when its list has become stale", async () => {
  await bring("85.10.20.30\n", "tor");
  const { watched, facts } = await watching();
  expect(facts.ip("85.10.20.31").values.tor).toBe(false);
  now += 7 * DAY + 1;
  await watched.look();
  expect(facts.ip("85.10.20.31")).toMatchObject({
    values: { tor: null },
    unknown: [{ reason: "stale", fields: ["tor"] }, { reason: "no_source" }],
  });
  expect(facts.ip("85.10.20.30").values.tor).toBe(true);
});

it("goes on with the file before when the new one cannot be read", async () => {
  await bring("85.10.20.30\n", "tor");
  const { watched, facts } = await watching();
  const stored = await bring("85.10.20.31\n", "tor");
  await writeFile(join(folder, stored.file), "not a list");
  await watched.look();
  expect(warnings).toEqual(["a source of data cannot be read: the one before goes on"]);
  expect(facts.ip("85.10.20.30").values.tor).toBe(true);
});

it("asks nothing about addresses of nobody, and lays domains over what is built in", async () => {
  await bring("192.168.0.1\n", "tor");
  await bring("example.com\n", "disposable");
  await bring("7,example.com\n", "rank");
  const { facts } = await watching();
  expect(facts.ip("192.168.0.1").values).toMatchObject({ lan: true, tor: false });
  expect(facts.email("a@mail.example.com").values).toMatchObject({ disposable: true, rank: 7 });
  expect(facts.email("a@mailinator.com").values).toMatchObject({ disposable: true, rank: null });
});
