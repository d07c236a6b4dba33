import { beforeEach, expect, it, vi } from "vitest";
import type { Readiness } from "../../api/index.ts";
import { databaseGate } from "../../test/database/database-gate.ts";
import { serverTester } from "../testing/server-tester.ts";

const gate = databaseGate();
const tester = serverTester({}, gate);

const ready = async () => (await tester.send("GET", "/readyz")).json as Readiness;
const failed = async () => (await ready()).checks.filter(({ ok }) => !ok);

// What a test did to the database is over when the server says so.
beforeEach(() => vi.waitUntil(async () => (await failed()).length === 0));

it("lives, and is ready, with a sentence for each check", async () => {
  expect(await tester.send("GET", "/healthz")).toMatchObject({ status: 200, json: { status: "ok" } });
  expect(await tester.send("GET", "/readyz")).toMatchObject({
    status: 200,
    json: {
      status: "ready",
      checks: [
        { name: "serving", ok: true, message: "the server takes requests" },
        { name: "database", ok: true, message: "the database answers" },
        { name: "migrations", ok: true, message: "the schema is the newest" },
        { name: "pack", ok: true, message: expect.stringMatching(/^\d+ rules judge, as pack [\w-]{12}$/) },
      ],
    },
  });
});

it("lives without a database, and is not ready until that is back", async () => {
  await gate.shut();
  expect(await tester.send("GET", "/healthz")).toMatchObject({ status: 200, json: { status: "ok" } });
  const { status, json } = await tester.send("GET", "/readyz");
  expect([status, (json as Readiness).status]).toEqual([503, "not_ready"]);
  expect((await failed()).map(({ name }) => name)).toEqual(["database", "migrations"]);
  expect(await tester.send("GET", "/health")).toMatchObject({ status: 503, json: { database: "unreachable" } });
  await gate.reopen();
  await expect.poll(failed).toEqual([]);
  expect(await tester.send("GET", "/health")).toMatchObject({ status: 200, json: { database: "ok" } });
});

it("is not ready on a schema that lacks migrations, and says how many", async () => {
  const { pool } = tester.database;
  const { rows } = await pool.query("delete from kysely_migration where name >= '0012' returning *");
  expect(await failed()).toEqual([
    {
      name: "migrations",
      ok: false,
      message: `the schema lacks ${rows.length} migrations: start this version once`,
    },
  ]);
  for (const { name, timestamp } of rows)
    await pool.query("insert into kysely_migration (name, timestamp) values ($1, $2)", [name, timestamp]);
});

it("serves on beside a newer version's schema, and says so", async () => {
  const { pool } = tester.database;
  await pool.query("insert into kysely_migration (name, timestamp) values ('9999-later', '2027')");
  expect((await ready()).checks).toContainEqual({
    name: "migrations",
    ok: true,
    message: "the schema is of a newer version: this server should be replaced soon",
  });
  await pool.query("delete from kysely_migration where name = '9999-later'");
});
