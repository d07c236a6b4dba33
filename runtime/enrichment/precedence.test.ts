import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { openBundled } from "./bundled/open-bundled.ts";
import { createFacts } from "./create-facts.ts";
import { factsFileSchema } from "./facts-file.ts";
import { importSource } from "./local-data/import-source.ts";
import { writeMmdb } from "./local-data/testing/write-mmdb.ts";
import { watchSources } from "./local-data/watch-sources.ts";

const bundled = await openBundled(fileURLToPath(new URL("../../data", import.meta.url)));
const now = Date.parse("2026-11-25T00:00:00Z");
const ADDRESS = "193.0.6.139";

/** A database that an operator brought: this address is in France. */
async function brought() {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-precedence-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  async function* bytes() {
    yield writeMmdb({ type: "DBIP-Country", networks: { "193.0.6.0/24": { country: { iso_code: "FR" } } } });
  }
  await importSource({ bytes: bytes(), origin: "test", kind: "country", fallbackDate: new Date(now) }, { folder, now });
  const sources = await watchSources({
    folder,
    log: { warn: () => undefined, info: () => undefined },
    now: () => now,
  });
  onTestFinished(() => sources.stop());
  return sources;
}

it("believes a facts file before what was brought, and that before what comes with Tocsin, fact by fact", async () => {
  const sources = await brought();
  const file = factsFileSchema.parse({ source: "ours", asOf: "2026-11-24", ips: { [ADDRESS]: { country: "DE" } } });
  const told = (options: Parameters<typeof createFacts>[0]) => {
    const { values, known } = createFacts({ ...options, now: () => now }).ip(ADDRESS);
    const source = (fact: string) => known.find(({ fields }) => fields.includes(fact))?.source;
    return [values.country, source("country"), values.asn, source("asn")];
  };
  expect(told({ bundled })).toEqual(["NL", "countries", 3333, "networks"]);
  expect(told({ bundled, sources })).toEqual(["FR", "country", 3333, "networks"]);
  expect(told({ bundled, sources, files: [file] })).toEqual(["DE", "ours", 3333, "networks"]);
});

it("lets a source that does not know leave a fact to the one below, and says why nobody knows", async () => {
  const sources = await brought();
  const facts = createFacts({ bundled, sources, now: () => now });
  expect(facts.ip("88.198.0.1").values.country).toBe("DE");
  expect(facts.ip("4000::1").unknown).toContainEqual({ reason: "not_found", fields: ["country"] });
});
