import { Pool, type PoolConfig } from "pg";
import { DatabaseError, reasonOf } from "./database-error.ts";
import { startEmbeddedPostgres } from "./embedded/index.ts";
import type { StartLog } from "./start-log.ts";

/** The oldest PostgreSQL that the statements of Tocsin run on. */
export const OLDEST_MAJOR = 14;

const CONNECT_WITHIN_MS = 10_000;

/** Compiling our statements to machine code takes longer than running them. A day without a time zone begins in UTC, wherever the database stands. */
const SETTINGS = "set jit = off; set timezone = 'UTC'";

/** Two for the inbox, one for storing, two for scoring and two for who waits for a decision, one for totals. */
const KEYED_CONNECTIONS = 8;
/** The most that a server opens beside `OpenOptions.connections`: those, and the one that listens. */
export const CONNECTIONS_BESIDE = KEYED_CONNECTIONS + 1;
/**
 * What looks up keys takes milliseconds. A statement that takes so long waits for a disk or a lock that will not come back soon, and what
 * waits for it is told so; the server gives up first, so that our own limit is left for a network that has gone silent.
 */
const KEYED_WITHIN_MS = 20_000;
const SILENT_AFTER_MS = 25_000;

/**
 * Ingest starts on empty tables: a plan made then scans them whole, and is kept for as long as the connection lives. These
 * statements look up keys, so that there is one good plan for any size.
 */
const KEYED_SETTINGS = `set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set plan_cache_mode = force_generic_plan; set statement_timeout = ${KEYED_WITHIN_MS}`;

export interface OpenOptions {
  /** Any PostgreSQL of version 14 or newer (`DATABASE_URL`); without it the embedded one of the data folder runs. */
  readonly url?: string | undefined;
  /** Holds the embedded database; made when missing, not touched when a URL is given. */
  readonly dataDir: string;
  readonly log: StartLog;
  /** A folder with `postgres` and `initdb` (`TOCSIN_PG_BIN`), instead of those that are found by themselves. */
  readonly binDir?: string | undefined;
  /** The most connections of `pool`; 10 when not given. Beside them are `CONNECTIONS_BESIDE`. */
  readonly connections?: number | undefined;
}

/** An open database. `bigint` columns arrive as strings and `timestamptz` as `Date`; cast counts to `integer` to get numbers. */
export interface OpenDatabase {
  readonly pool: Pool;
  /** The pool for `Store.keyed`. */
  readonly keyed: Pool;
  /** For code that needs connections of its own, `LISTEN` for one. May hold a password: never log it. */
  readonly connectionString: string;
  /** Closes the connections and leaves the embedded server. Calling it again does nothing. */
  stop(): Promise<void>;
}

/**
 * Opens the database and proves that it can be used.
 *
 * @throws DatabaseError with one sentence for the person who starts Tocsin: print it and end with exit code 1.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { url, dataDir, log, binDir, connections = 10 } = options;
  if (url !== undefined) return openPool(checkedUrl(url), { log, connections, stopServer: async () => undefined });
  const server = await startEmbeddedPostgres({ dataDir, log, binDir });
  return openPool(server.connectionString, { log, connections, stopServer: server.stop });
}

interface PoolOptions {
  readonly log: StartLog;
  readonly connections: number;
  readonly stopServer: () => Promise<void>;
}

async function openPool(
  connectionString: string,
  { log, connections, stopServer }: PoolOptions,
): Promise<OpenDatabase> {
  const makePool = (max: number, settings: string, limits: PoolConfig = {}) => {
    const made = new Pool({
      ...limits,
      connectionString,
      max,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      onConnect: async (client) => {
        // A connection that breaks in use fails its query, which is enough; unheard, it would end the process as well.
        client.on("error", () => undefined);
        await client.query(settings);
      },
    });
    // An idle connection that breaks (the server restarts) is replaced by the next query; unheard, it would end the process.
    made.on("error", (error) => {
      if (stopped === undefined) log.warn(`a database connection broke: ${reasonOf(error)}`);
    });
    return made;
  };
  const pool = makePool(connections, SETTINGS);
  const keyed = makePool(KEYED_CONNECTIONS, `${SETTINGS}; ${KEYED_SETTINGS}`, { query_timeout: SILENT_AFTER_MS });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= Promise.all([pool.end(), keyed.end()]).then(stopServer));
  try {
    await checkVersion(pool, placeOf(connectionString));
  } catch (error) {
    await stop();
    throw error;
  }
  return { pool, keyed, connectionString, stop };
}

async function checkVersion(pool: Pool, place: string): Promise<void> {
  const complaint = versionComplaint(await serverVersion(pool, place), place);
  if (complaint !== undefined) throw new DatabaseError("version-unsupported", complaint);
}

/** What is wrong with this `server_version_num`; `undefined` when nothing is. */
export function versionComplaint(version: number, place: string): string | undefined {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_MAJOR) return undefined;
  return `the database at ${place} is PostgreSQL ${major}: Tocsin needs ${OLDEST_MAJOR} or newer`;
}

/** `server_version_num`: 140005 is 14.5. */
async function serverVersion(pool: Pool, place: string): Promise<number> {
  try {
    const { rows } = await pool.query<{ version: number }>(
      `select current_setting('server_version_num')::integer as version`,
    );
    return rows[0]?.version ?? 0;
  } catch (error) {
    throw new DatabaseError("url-unreachable", `the database at ${place} cannot be used: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

function checkedUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url.replace(/@\//, "@localhost/"))) return url;
  throw new DatabaseError(
    "url-invalid",
    "DATABASE_URL is not the address of a PostgreSQL: it looks like postgresql://user:password@host:5432/name",
  );
}

/** Host and database without the credentials, which must not reach a terminal or a log. */
function placeOf(connectionString: string): string {
  const { host, pathname, searchParams } = new URL(connectionString.replace(/@\//, "@localhost/"));
  return `${searchParams.get("host") ?? host}${pathname}`;
}
