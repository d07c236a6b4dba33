import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { DataError } from "./data-error.ts";
import { importSource, type SourceToImport } from "./import-source.ts";
import { listSources } from "./stored-source.ts";
import { writeMmdb, type MmdbValue } from "./testing/write-mmdb.ts";

const NOW = Date.parse("2026-11-25T12:00:00Z");

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-sources-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

function bring(content: string | Buffer, given: Partial<SourceToImport> = {}, largest?: number) {
  const source: SourceToImport = {
    bytes: chunks(Buffer.from(content)),
    origin: "somewhere",
    fallbackDate: new Date("2026-11-24"),
    ...given,
  };
  return importSource(source, { folder, now: NOW, ...(largest === undefined ? {} : { largest }) });
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, 5);
  yield bytes.subarray(5);
}

const mmdb = (record: MmdbValue, type = "Anything") => writeMmdb({ type, networks: { "192.0.2.0/24": record } });

it("writes down what it took", async () => {
  const text = "192.0.2.1\n192.0.2.2\n";
  const stored = await bring(text, { kind: "tor", licence: "MIT" });
  expect(stored).toEqual({
    name: "tor",
    kind: "tor",
    facts: ["tor"],
    file: expect.stringMatching(/^tor\.[0-9a-f]{16}\.data$/) as unknown,
    type: null,
    date: new Date("2026-11-24"),
    importedAt: new Date(NOW),
    origin: "somewhere",
    licence: "MIT",
    sha256: createHash("sha256").update(text).digest("hex"),
    size: 20,
    entries: 2,
  });
  expect(await listSources(folder)).toEqual([stored]);
  expect(await readFile(join(folder, stored.file), "utf8")).toBe(text);
});

it.each([
  [mmdb({ country: { iso_code: "DE" } }), "country", ["country"]],
  [mmdb({ autonomous_system_number: 64500 }), "asn", ["asn", "subnet"]],
  [
    mmdb({ country_code: "DE", asn: "AS64500", as_name: "Example" }),
    "network",
    ["country", "asn", "organisation", "subnet"],
  ],
  [mmdb({ is_anonymous_vpn: true, is_tor_exit_node: true }), "anonymous", ["tor", "vpn"]],
  ["1,example.com\n", "rank", ["rank"]],
])("tells by the content what a file is of", async (content, kind, facts) =>
  expect(await bring(content)).toMatchObject({ name: kind, kind, facts }),
);

it("takes the date that a MMDB has", async () =>
  expect(await bring(mmdb({ country_code: "DE" }))).toMatchObject({ type: "Anything", date: new Date("2026-11-01") }));

it("replaces a source by its name and keeps what was said of its licence", async () => {
  await bring("192.0.2.1\n", { kind: "tor", licence: "MIT" });
  await bring("192.0.2.9\n", { kind: "hosting", name: "hosting-v4" });
  const stored = await bring("192.0.2.2\n", { kind: "tor" });
  expect((await listSources(folder)).map(({ name, licence }) => [name, licence])).toEqual([
    ["hosting-v4", null],
    ["tor", "MIT"],
  ]);
  expect((await readdir(folder)).filter((file) => file.startsWith("tor."))).toEqual([stored.file, "tor.json"].sort());
});

it.each<[content: string | Buffer, given: Partial<SourceToImport>, sentence: string]>([
  ["192.0.2.1\noops", { kind: "tor" }, "line 2 is no address"],
  ["192.0.2.1\n", {}, "add --as tor|vpn|relay|hosting|blocklist"],
  ["AS64500\n", { kind: "tor" }, "it holds networks by number, which is no source of tor"],
  ["192.0.2.1\n", { kind: "tor", sha256: "0".repeat(64) }, `not ${"0".repeat(64)}`],
  ["192.0.2.1\n", { kind: "tor", date: new Date("2027-01-01") }, "its date 2027-01-01 lies in the future"],
  ["192.0.2.1\n", { kind: "tor", name: "../tor" }, "../tor is no name of a source"],
  [mmdb({ country_code: "DE" }), { kind: "tor" }, "it is a MMDB of type Anything, which is no source of tor"],
  [mmdb({ country_code: "DE" }), { kind: "asn" }, "which is no source of asn"],
  [mmdb({ score: 7 }, "Scores"), {}, "it is a MMDB of type Scores, of which no fact is known"],
])("keeps the source before when it refuses one (%#)", async (content, given, sentence) => {
  const before = await bring("198.51.100.1\n", { kind: "tor" });
  const failure = bring(content, given);
  await expect(failure).rejects.toThrow(DataError);
  await expect(failure).rejects.toThrow(sentence);
  expect(await listSources(folder)).toEqual([before]);
  expect((await readdir(folder)).sort()).toEqual([before.file, "tor.json"].sort());
});

it("keeps the source before when the bytes break off or are too many", async () => {
  const before = await bring("198.51.100.1\n", { kind: "tor" });
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from("192.0.2.1\n");
    throw new Error("connection lost");
  }
  await expect(bring("", { kind: "tor", bytes: broken() })).rejects.toThrow("connection lost");
  await expect(bring("192.0.2.1\n", { kind: "tor" }, 9)).rejects.toThrow("it has more than 9 bytes");
  expect((await readdir(folder)).sort()).toEqual([before.file, "tor.json"].sort());
});

it("leaves out a description that it cannot read, and tells of it", async () => {
  await writeFile(join(folder, "tor.json"), "{}");
  const unreadable: string[] = [];
  expect(await listSources(folder, (file) => unreadable.push(file))).toEqual([]);
  expect(unreadable).toEqual(["tor.json"]);
});
