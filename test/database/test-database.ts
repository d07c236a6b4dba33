import { escapeIdentifier, Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import { migrateToLatest } from "../../runtime/db/migrate.ts";
import { createEmpty, createMigrated, dropDatabase } from "./template.ts";
import { testDatabaseName, testServer, type TestServer } from "./test-server.ts";

/** The database of one test file. It can be used in hooks and tests, not while the file is being loaded. */
export interface TestDatabase {
  readonly pool: Pool;
  /** Its connection string, for code that opens connections of its own. */
  url(): string;
  /** Empties every table; the schema and the migrator's own records stay. */
  truncate(): Promise<void>;
}

/** A database with today's schema for this test file; made before its tests and dropped after them. */
export function testDatabase(): TestDatabase {
  return databaseMadeBy((server, name) => createMigrated(server, name, migrateToLatest));
}

/** A database without any schema for this test file; made before its tests and dropped after them. */
export function emptyDatabase(): TestDatabase {
  return databaseMadeBy(createEmpty);
}

function databaseMadeBy(create: (server: TestServer, name: string) => Promise<void>): TestDatabase {
  const name = testDatabaseName();
  let open: { readonly server: TestServer; readonly pool: Pool } | undefined;
  beforeAll(async () => {
    const server = await testServer();
    await create(server, name);
    open = { server, pool: new Pool({ connectionString: server.url(name) }) };
    // `end()` answers before its sockets are closed: the drop by force below may still cut one off, and nobody waits on it.
    open.pool.on("connect", (client) => client.on("error", () => undefined));
    // The pool tells of its idle connections itself.
    open.pool.on("error", () => undefined);
  });
  afterAll(async () => {
    if (open === undefined) return;
    await open.pool.end();
    await dropDatabase(open.server, name);
    await open.server.leave();
  });
  const opened = () => {
    if (open === undefined) throw new Error("the test database can only be used inside hooks and tests");
    return open;
  };
  return {
    get pool() {
      return opened().pool;
    },
    url: () => opened().server.url(name),
    truncate: () => truncateAll(opened().pool),
  };
}

async function truncateAll(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'kysely%'`,
  );
  if (rows.length === 0) return;
  await pool.query(`truncate ${rows.map(({ name }) => escapeIdentifier(name)).join(", ")} restart identity cascade`);
}
