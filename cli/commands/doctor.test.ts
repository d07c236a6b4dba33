import { once } from "node:events";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serverTester } from "../../server/testing/server-tester.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const tester = serverTester();
const { database } = tester;

/** Where nobody listens. */
const NOBODY = await freePort();

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  server.close();
  return String(port);
}

interface Found {
  readonly about: string;
  readonly level: string;
  readonly sentence: string;
  readonly remedy: string | null;
}

interface Looked {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** How far this machine's clock is ahead. */
  readonly aheadMs?: number;
}

/** A data folder with the secret of the database, which nobody else may read. */
async function look({ env = {}, files = {}, flags = [], aheadMs = 0 }: Looked = {}) {
  const cwd = await folderWith({ "data/secret": "", ...files });
  if (files["data/secret"] === undefined) await tester.copySecretTo(join(cwd, "data"));
  await chmod(join(cwd, "data/secret"), 0o600);
  const settings = { DATABASE_URL: database.url(), TOCSIN_DATA: "data", PORT: NOBODY, ...env };
  const host = { ...fakeHost({ cwd, env: settings }), now: () => Date.now() + aheadMs };
  const code = await runCli(["doctor", "--format", "json", ...flags], COMMANDS, host, "0.0.0");
  const { findings } = JSON.parse(host.written()) as { readonly findings: readonly Found[] };
  const about = (name: string) => findings.filter((finding) => finding.about === name);
  return { code, cwd, findings, about };
}

it("finds nothing to do about an installation but what the tests' database is set to lose", async () => {
  const { code, findings } = await look({ env: { PORT: new URL(tester.server().url).port } });
  const rest = findings.filter(({ level, about }) => level !== "well" && about !== "space");
  expect(rest).toEqual([
    {
      about: "durability",
      level: "wrong",
      sentence: "acknowledged events can be lost: fsync, full_page_writes, synchronous_commit are off",
      remedy: "set fsync, full_page_writes, synchronous_commit to on in PostgreSQL",
    },
  ]);
  expect(code).toBe(1);
  expect(new Set(findings.map(({ about }) => about))).toEqual(
    new Set(
      "node settings data secret space rules sources database durability log clock connections schema partitions inbox scores retention operators server".split(
        " ",
      ),
    ),
  );
  for (const { level, remedy } of findings) expect(remedy === null).toBe(level === "well");
  expect(findings.at(-1)?.sentence).toMatch(/^the server at http:\/\/127\.0\.0\.1:\d+ is ready$/);
});

it("says each thing on a line, with its remedy below", async () => {
  const cwd = await folderWith({});
  const host = fakeHost({ cwd, env: { PORT: "0x", NO_COLOR: "1" } });
  expect(await runCli(["doctor"], COMMANDS, host, "0.0.0")).toBe(1);
  const [node, settings, remedy] = host.written().split("\n");
  expect(node).toBe(`ok    node: Node is ${process.versions.node}`);
  expect(settings).toBe("FAIL  settings: the environment variable PORT cannot be used: a whole number from 0 to 65535");
  expect(remedy).toBe("      → correct them: nothing starts before");
  expect(host.noted()).toBe("2 things looked at: 1 wrong, 0 warnings\n");
});

it.each([
  [2000, "warning", /^the database's clock is [12]\.\d s behind this machine's$/],
  [-400_000, "wrong", /^the database's clock is [34]\d\d\.\d s ahead of this machine's$/],
])("compares the clocks: %i ms", async (aheadMs, level, sentence) =>
  expect((await look({ aheadMs })).about("clock")).toMatchObject([
    { level, sentence: expect.stringMatching(sentence) },
  ]),
);

it("finds a secret that others may read, and a folder of rules that is not there", async () => {
  const { cwd, about } = await look({ env: { TOCSIN_RULES: "my-rules" } });
  expect(about("secret")).toMatchObject([{ level: "well" }, { level: "well" }]);
  expect(about("rules")).toMatchObject([
    { level: "wrong", sentence: `the folder of rules ${join(cwd, "my-rules")} is not there` },
  ]);
  await chmod(join(cwd, "data/secret"), 0o644);
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url(), TOCSIN_DATA: "data" } });
  await runCli(["doctor"], COMMANDS, host, "0.0.0");
  expect(host.written()).toContain(`FAIL  secret: others may read ${join(cwd, "data/secret")}`);
});

it("finds rules with errors", async () =>
  expect(
    (await look({ env: { TOCSIN_RULES: "my" }, files: { "my/X01.tocsin": "rule X01 {" } })).about("rules"),
  ).toMatchObject([
    {
      level: "wrong",
      sentence: expect.stringContaining("X01.tocsin"),
      remedy: expect.stringContaining("tocsin check "),
    },
  ]));

it("finds sources that are too old, and descriptions that cannot be read", async () => {
  const source = {
    name: "tor-exits",
    kind: "tor",
    facts: ["tor"],
    file: "tor-exits.txt",
    type: null,
    date: "2020-01-01T00:00:00.000Z",
    importedAt: "2020-01-01T00:00:00.000Z",
    origin: "tor.txt",
    licence: null,
    sha256: "0".repeat(64),
    size: 1,
    entries: 1,
  };
  const { about } = await look({
    files: { "data/sources/a.json": JSON.stringify(source), "data/sources/b.json": "{" },
  });
  expect(about("sources")).toMatchObject([
    { level: "wrong", sentence: "the description b.json of a source cannot be read" },
    {
      level: "warning",
      sentence: expect.stringMatching(/^the source tor-exits is [\d,]+ days old: what it does not name/),
    },
  ]);
});

it("finds events that were set aside, months without a partition, and retention that nobody runs", async () => {
  await tester.sendEvent({ userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" });
  await expect.poll(async () => (await look()).about("scores")[0]?.sentence).toBe("no user waits for a score");
  await database.pool.query("insert into inbox values (1, 1, 1, 1, null, null, now(), '{}', 'a value is too long')");
  expect((await look()).about("inbox")).toMatchObject([
    { level: "well" },
    { level: "warning", sentence: "1 event could not be stored: set aside" },
  ]);
  await database.pool.query("delete from inbox");
  const { about } = await look({ aheadMs: 400 * 86_400_000 });
  expect(about("partitions")).toMatchObject([
    { level: "warning", sentence: expect.stringMatching(/^there is no partition for \d{4}-\d\d and \d{4}-\d\d/) },
  ]);
  await database.pool.query("update apps set retention_weeks = 4");
  await database.pool.query("delete from retention_runs");
  expect((await look({ flags: ["--fail-level", "warning"] })).about("retention")).toMatchObject([
    { level: "warning", remedy: expect.stringContaining("tocsin retention run") },
  ]);
});

it("finds a secret that is not the database's, and one that is gone", async () => {
  const { about } = await look({ files: { "data/secret": Buffer.alloc(32, 7).toString("base64url") } });
  expect(about("secret")[1]).toMatchObject({
    level: "wrong",
    sentence: expect.stringContaining("under another secret"),
    remedy: expect.stringContaining("TOCSIN_DATA"),
  });
  const cwd = await folderWith({ "data/note": "" });
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url(), TOCSIN_DATA: "data", PORT: NOBODY } });
  await runCli(["doctor"], COMMANDS, host, "0.0.0");
  expect(host.written()).toContain(
    `FAIL  secret: the database was filled under a secret, and ${join(cwd, "data/secret")} is not there`,
  );
});

it("finds a database whose log gets the values of statements", async () => {
  const name = new URL(database.url()).pathname.slice(1);
  expect((await look()).about("log")).toMatchObject([{ level: "well" }]);
  await database.pool.query(`alter database "${name}" set log_min_duration_statement = 60000`);
  try {
    expect((await look()).about("log")).toMatchObject([{ level: "warning" }]);
    await database.pool.query(`alter database "${name}" set log_parameter_max_length = 0`);
    expect((await look()).about("log")).toMatchObject([{ level: "well" }]);
  } finally {
    await database.pool.query(`alter database "${name}" reset all`);
  }
});

it("says of a database that refuses an answer why, and goes on", async () => {
  const url = new URL(database.url());
  const role = `poor_${url.pathname.slice(1)}`;
  await database.pool.query(`create role "${role}" login`);
  try {
    url.username = role;
    const { code, about } = await look({ env: { DATABASE_URL: url.href } });
    expect(code).toBe(1);
    expect(about("database")).toMatchObject([
      { level: "wrong", sentence: expect.stringContaining("permission denied") },
    ]);
    expect(about("server")).toHaveLength(1);
  } finally {
    await database.pool.query(`drop role "${role}"`);
  }
});

it("finds a database that cannot be reached, and says of a server that there is none", async () => {
  const { code, about } = await look({ env: { DATABASE_URL: "postgresql://anna:SECRET@127.0.0.1:9/x" } });
  expect(code).toBe(1);
  expect(about("database")).toMatchObject([
    { level: "wrong", sentence: expect.stringContaining("127.0.0.1:9/x cannot be used") },
  ]);
  expect(JSON.stringify(about("database"))).not.toContain("SECRET");
  expect(about("server")).toMatchObject([{ level: "well", sentence: `no server runs at http://127.0.0.1:${NOBODY}` }]);
});

it("looks at a place where nothing is yet, and makes nothing there", async () => {
  const cwd = await folderWith({});
  await mkdir(join(cwd, "empty"));
  await writeFile(join(cwd, "empty", "note"), "");
  const host = fakeHost({ cwd, env: { TOCSIN_DATA: "empty/data", PORT: NOBODY } });
  expect(await runCli(["doctor"], COMMANDS, host, "0.0.0")).toBe(0);
  expect(host.written()).toContain("ok    database: there is no database yet");
  const again = fakeHost({ cwd, env: { TOCSIN_DATA: "empty/data", PORT: NOBODY } });
  await runCli(["doctor"], COMMANDS, again, "0.0.0");
  expect(again.written()).toContain("is not there yet: the first start makes it");
  await mkdir(join(cwd, "empty/data"));
  const folder = fakeHost({ cwd, env: { TOCSIN_DATA: "empty/data", PORT: NOBODY } });
  await runCli(["doctor"], COMMANDS, folder, "0.0.0");
  expect(folder.written()).toContain("ok    database: there is no database yet");
  expect(await readdir(join(cwd, "empty/data"))).toEqual([]);
});
