import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { openDatabase, versionComplaint } from "./connect.ts";
import { silentLog } from "./start-log.ts";

const database = emptyDatabase();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-open-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (url: string) => openDatabase({ url, dataDir: join(folder, "data"), log: silentLog });

it("opens the database of an address and leaves the data folder alone", async () => {
  const opened = await open(database.url());
  const { rows } = await opened.pool.query("select current_database() as name");
  expect(rows).toEqual([{ name: new URL(database.url()).pathname.slice(1) }]);
  await opened.stop();
  await opened.stop();
  expect(existsSync(join(folder, "data"))).toBe(false);
});

it("runs the embedded database when there is no address, and stops it", async () => {
  const opened = await openDatabase({ dataDir: join(folder, "data"), log: silentLog });
  const { rows } = await opened.pool.query("select current_database() as name");
  expect(rows).toEqual([{ name: "tocsin" }]);
  await opened.stop();
  expect(existsSync(join(folder, "data", "postgres", "data", "postmaster.pid"))).toBe(false);
});

it("hands out bigint as text, so that no digit is lost", async () => {
  const { rows } = await database.pool.query("select 9007199254740993::bigint as id, 3::integer as n");
  expect(rows).toEqual([{ id: "9007199254740993", n: 3 }]);
});

it("takes a day for one of UTC, wherever the database stands", async () => {
  await database.pool.query(`alter database ${new URL(database.url()).pathname.slice(1)} set timezone = 'Asia/Tokyo'`);
  const opened = await open(database.url());
  for (const pool of [opened.pool, opened.keyed])
    expect((await pool.query("select '2026-11-26'::timestamptz as day")).rows).toEqual([
      { day: new Date("2026-11-26T00:00:00Z") },
    ]);
  await opened.stop();
});

it("outlives the loss of an idle connection", async () => {
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (message: string) => warnings.push(message) };
  const opened = await openDatabase({ url: database.url(), dataDir: folder, log });
  const { rows } = await opened.pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const broken = new Promise((resolve) => opened.pool.once("error", resolve));
  await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await broken;
  expect((await opened.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  expect(warnings).toEqual([expect.stringContaining("a database connection broke: ")]);
  await opened.stop();
});

it("outlives the loss of a connection in use: only its next query fails", async () => {
  const opened = await open(database.url());
  const client = await opened.pool.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const broken = new Promise((resolve) => client.once("end", () => resolve(undefined)));
  await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await broken;
  await expect(client.query("select 1")).rejects.toThrow(/terminated|not queryable/);
  client.release(true);
  expect((await opened.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await opened.stop();
});

it.each(["mysql://localhost/x", "localhost:5432", "", "postgres://["])("refuses %j as an address", async (url) => {
  await expect(open(url)).rejects.toMatchObject({ name: "DatabaseError", code: "url-invalid" });
});

it("says that nobody answers, without the password", async () => {
  await expect(open("postgresql://ann:secret@127.0.0.1:1/shop")).rejects.toMatchObject({
    code: "url-unreachable",
    message: "the database at 127.0.0.1:1/shop cannot be used: connect ECONNREFUSED 127.0.0.1:1",
  });
});

it("says that a database does not exist", async () => {
  const url = new URL(database.url());
  url.pathname = "/nowhere";
  await expect(open(url.href)).rejects.toMatchObject({
    code: "url-unreachable",
    message: expect.stringMatching(/\/nowhere cannot be used: database "nowhere" does not exist$/),
  });
});

it.each([
  { version: 130_012, complaint: "the database at here is PostgreSQL 13: Tocsin needs 14 or newer" },
  { version: 140_000, complaint: undefined },
  { version: 180_004, complaint: undefined },
])("takes PostgreSQL from version 14 on: $version", ({ version, complaint }) => {
  expect(versionComplaint(version, "here")).toBe(complaint);
});
