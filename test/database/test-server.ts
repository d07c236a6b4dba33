import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../runtime/db/embedded/index.ts";
import { isAlive } from "../../runtime/db/embedded/processes.ts";
import { silentLog } from "../../runtime/db/start-log.ts";

/** The checkout; the test server keeps its data in `.tocsin/test` there. */
const ROOT = join(import.meta.dirname, "..", "..");

/** The PostgreSQL of a test run. */
export interface TestServer {
  /** The address of one of its databases. */
  url(database: string): string;
  /** Runs statements outside any test's database; the names in them are ours. */
  admin<T>(work: (client: Client) => Promise<T>): Promise<T>;
  leave(): Promise<void>;
}

/** `DATABASE_URL` when it is set, else an embedded server that all test runs of this checkout share. */
export async function testServer(): Promise<TestServer> {
  const given = givenUrl();
  if (given !== undefined) return serverAt(given, async () => undefined);
  const embedded = await startTestServer();
  const server = serverAt(embedded.connectionString, embedded.stop);
  if (embedded.origin === "started") await server.admin(dropAbandoned);
  return server;
}

/** The PostgreSQL that the person who runs the tests has chosen. */
export function givenUrl(): string | undefined {
  const url = process.env["DATABASE_URL"];
  return url === "" ? undefined : url;
}

/** Where the embedded server of this checkout's tests lives. */
export const TEST_DATA_DIR = join(ROOT, ".tocsin", "test");

/** The name of a database of this process. */
export function testDatabaseName(): string {
  return `tocsin_test_${process.pid}_${randomBytes(4).toString("hex")}`;
}

/**
 * Tests need no durability, and without it a database is made in a fraction of the time.
 * Nothing else is different from the server that `npm start` runs.
 */
function startTestServer(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataDir: TEST_DATA_DIR,
    log: silentLog,
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "300" },
  });
}

/** Databases of test processes that were killed before they could drop them. */
async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; pid: number }>(
    `select datname as name, split_part(datname, '_', 3)::integer as pid from pg_database
     where datname ~ '^tocsin_test_[0-9]+_[0-9a-f]+$'`,
  );
  for (const { name, pid } of rows) {
    if (!isAlive(pid)) await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
  }
}

function serverAt(base: string, leave: () => Promise<void>): TestServer {
  return {
    url: (database) => withDatabase(base, database),
    async admin(work) {
      const client = new Client({ connectionString: base });
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    },
    leave,
  };
}

function withDatabase(base: string, database: string): string {
  const url = new URL(base);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
