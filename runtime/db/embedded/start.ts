import { Client } from "pg";
import { DatabaseError, reasonOf } from "../database-error.ts";
import type { StartLog } from "../start-log.ts";
import { clusterMajor, EMBEDDED_NAME, ensureCluster } from "./cluster.ts";
import { withFileLock } from "./file-lock.ts";
import { findInstallation, type FindOptions } from "./installation.ts";
import { keepRunning } from "./keep-running.ts";
import { layoutOf, prepareDataDir, type Layout } from "./layout.ts";
import type { PostmasterFile } from "./postmaster-file.ts";
import { isRunning, markOf } from "./processes.ts";
import { ends, launchServer, runningServer, shutDown, type ServerSettings } from "./server-process.ts";
import { leave, register } from "./server-users.ts";
import { currentHome, ROOT_STRATEGIES, settle, type RootStrategy } from "./settlement.ts";

const DYING_WITHIN_MS = 5_000;

export interface EmbeddedOptions extends FindOptions {
  /** Made when missing. Everything of the database lies in it. */
  readonly dataDir: string;
  readonly log: StartLog;
  /** PostgreSQL settings beside our own. Durability is PostgreSQL's default: on. */
  readonly settings?: ServerSettings;
  /** The ways to run the server when we are root; all of them when not given. */
  readonly strategies?: readonly RootStrategy[];
  readonly ownFolderRoot?: string;
}

/** A running server that this process uses. */
export interface EmbeddedPostgres {
  /** For `pg`: host is the folder of the socket. Stays the same when the server has to be started again. */
  readonly connectionString: string;
  /** Of the server that runs now. */
  readonly pid: number;
  /** How this process came by it: `adopted` when it ran already. */
  readonly origin: "started" | "adopted";
  /**
   * Leaves the server, and shuts it down in order when no other living process uses it.
   * Close the connections first. Calling it again does nothing.
   */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that runs there already (of another process, or left behind
 * by one that was killed). The caller must `stop()` it; if it is killed instead, the server stays and is adopted later.
 * A server that ends before that is started again.
 *
 * @throws DatabaseError when there is no PostgreSQL, the folder cannot be used, or the server does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === "win32") {
    throw new DatabaseError(
      "platform-unsupported",
      "the embedded database needs Unix sockets: on Windows set DATABASE_URL",
    );
  }
  const asRoot = process.getuid?.() === 0;
  const dataDir = prepareDataDir(options.dataDir, asRoot);
  const { lockFile, usersDir } = layoutOf(dataDir, currentHome(dataDir));
  const open = async () => (await adopt(options, dataDir)) ?? launch(options, dataDir, asRoot);
  return withFileLock(lockFile, async () => {
    const { layout, server, origin } = await open();
    if (origin === "started") await ensureDatabase(server);
    const registration = register(usersDir);
    let mark = markOf(server.pid);
    const endWatch = keepRunning({
      isRunning: () => isRunning(mark),
      restart: () =>
        withFileLock(lockFile, async () => {
          mark = markOf((await open()).server.pid);
        }),
      log: options.log,
    });
    let stopped: Promise<void> | undefined;
    return {
      connectionString: connectionString(server, EMBEDDED_NAME),
      get pid() {
        return mark.pid;
      },
      origin,
      stop: () => (stopped ??= endWatch().then(() => leaveServer(layout, registration))),
    };
  });
}

/**
 * Counts this process among the users of a data folder's server, whether it runs yet or not: nobody else's `stop` then
 * shuts it down. The result gives the hold back, and shuts the server down when this process was the last.
 */
export async function holdEmbeddedPostgres(dataDir: string): Promise<() => Promise<void>> {
  const resolved = prepareDataDir(dataDir, process.getuid?.() === 0);
  const { lockFile, usersDir } = layoutOf(resolved, currentHome(resolved));
  const registration = await withFileLock(lockFile, async () => register(usersDir));
  return () => leaveServer(layoutOf(resolved, currentHome(resolved)), registration);
}

/** The address of a database of an embedded server. */
export function connectionString({ socketDir, port }: PostmasterFile, database: string): string {
  const url = new URL(`postgresql://${EMBEDDED_NAME}@localhost:${port}/${encodeURIComponent(database)}`);
  url.searchParams.set("host", socketDir);
  return url.href;
}

interface Running {
  readonly layout: Layout;
  readonly server: PostmasterFile;
  readonly origin: EmbeddedPostgres["origin"];
}

/** The server that runs in the folder, if it answers. One that was killed a moment ago may still look alive. */
async function adopt({ log }: EmbeddedOptions, dataDir: string): Promise<Running | undefined> {
  const layout = layoutOf(dataDir, currentHome(dataDir));
  for (;;) {
    const server = await runningServer(layout.cluster);
    if (server === undefined) return undefined;
    try {
      await ensureDatabase(server);
    } catch (error) {
      if (await ends(server.pid, layout.cluster, DYING_WITHIN_MS)) continue;
      const message = `the PostgreSQL that runs in ${layout.home} (process ${server.pid}) does not answer: ${reasonOf(error)}`;
      throw new DatabaseError("server-failed", message, { cause: error });
    }
    log.info(`using the PostgreSQL that runs in ${layout.home} (process ${server.pid})`);
    return { layout, server, origin: "adopted" };
  }
}

async function launch(options: EmbeddedOptions, dataDir: string, asRoot: boolean): Promise<Running> {
  const { log, settings = {} } = options;
  const major = clusterMajor(layoutOf(dataDir, currentHome(dataDir)).cluster);
  const installation = findInstallation({ ...options, clusterMajor: major });
  const settlement = settle({
    dataDir,
    installation,
    asRoot,
    strategies: options.strategies ?? ROOT_STRATEGIES,
    ownFolderRoot: options.ownFolderRoot ?? "/var/lib/tocsin",
  });
  const { layout } = settlement;
  if (await ensureCluster(settlement, { sync: settings["fsync"] !== "off" }))
    log.info(`made a database in ${layout.home}`);
  const server = await launchServer(settlement, settings);
  log.info(`PostgreSQL ${installation.major} runs in ${layout.home} (process ${server.pid})`);
  return { layout, server, origin: "started" };
}

async function ensureDatabase(server: PostmasterFile): Promise<void> {
  const client = new Client({ connectionString: connectionString(server, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [EMBEDDED_NAME]);
    if (rowCount === 0) await client.query(`create database ${EMBEDDED_NAME}`);
  } finally {
    await client.end();
  }
}

function leaveServer(layout: Layout, registration: string): Promise<void> {
  return withFileLock(layout.lockFile, async () => {
    if (!leave(layout.usersDir, registration).othersRemain) await shutDown(layout.cluster);
  });
}
