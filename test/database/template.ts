import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeIdentifier, Pool, type Client } from "pg";
import type { TestServer } from "./test-server.ts";

const DB_FOLDER = join(import.meta.dirname, "..", "..", "runtime", "db");

/** Any number, but the same in every test process: the lock under which databases are made and removed. */
const LOCK = 8_585_001;

/** Makes a database with today's schema, and the template it is copied from if this state of `runtime/db` has none yet. */
export async function createMigrated(
  server: TestServer,
  name: string,
  migrate: (pool: Pool) => Promise<void>,
): Promise<void> {
  const template = `tocsin_template_${fingerprint()}`;
  await server.admin((client) =>
    locked(client, async () => {
      if (!(await exists(client, template))) await makeTemplate(server, client, { template, migrate });
      await copy(client, template, name);
    }),
  );
}

/** Makes a database without any schema. */
export async function createEmpty(server: TestServer, name: string): Promise<void> {
  await server.admin((client) => locked(client, () => copy(client, "template0", name)));
}

/**
 * A pool has ended before its connections are closed, and who is cut off while closing has nobody to tell: without force the
 * server waits for them, five seconds. Connections that are still there belong to what a test left running.
 */
export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  const drop = `drop database if exists ${escapeIdentifier(name)}`;
  await server.admin(async (client) => {
    try {
      await client.query(drop);
    } catch {
      await client.query(`${drop} with (force)`);
    }
  });
}

interface NewTemplate {
  readonly template: string;
  readonly migrate: (pool: Pool) => Promise<void>;
}

async function makeTemplate(server: TestServer, client: Client, { template, migrate }: NewTemplate): Promise<void> {
  // Made under another name first, so that a half-migrated database is never taken for the template.
  const unfinished = `${template}_new`;
  await client.query(`drop database if exists ${escapeIdentifier(unfinished)} with (force)`);
  await copy(client, "template0", unfinished);
  await withPool(server.url(unfinished), migrate);
  await dropOldTemplates(client, unfinished);
  await client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(template)}`);
}

async function copy(client: Client, template: string, name: string): Promise<void> {
  await client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`);
}

/** Everything that can change what a migration does. */
function fingerprint(): string {
  const hash = createHash("sha256");
  if (!existsSync(DB_FOLDER)) return "none";
  const names = readdirSync(DB_FOLDER, { recursive: true, encoding: "utf8" }).toSorted();
  for (const name of names) {
    if (!/\.(ts|sql)$/.test(name) || name.endsWith(".test.ts") || name.startsWith("embedded")) continue;
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(DB_FOLDER, name)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** One at a time: PostgreSQL refuses to copy a template that somebody is connected to. */
async function locked<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("select pg_advisory_lock($1)", [LOCK]);
  try {
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]);
  }
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  return rowCount === 1;
}

async function withPool(url: string, work: (pool: Pool) => Promise<void>): Promise<void> {
  const pool = new Pool({ connectionString: url });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}

/** Templates are only read under the lock, which we hold: those of earlier sources are nobody's. */
async function dropOldTemplates(client: Client, current: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'tocsin\\_template\\_%' and datname <> $1`,
    [current],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
}
