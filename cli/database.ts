import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createStore, migrateToLatest, openDatabase, type OpenDatabase, type Store } from "../runtime/index.ts";
import { CliError } from "./cli-error.ts";
import { startLogOf, type Host } from "./host.ts";

/** Set and not empty. */
export function variable({ env }: Host, name: string): string | undefined {
  const value = env[name];
  return value === undefined || value === "" ? undefined : value;
}

/** Where an installation without `DATABASE_URL` keeps its data; the same as the server's. */
export function dataDirOf(host: Host): string {
  return resolve(host.cwd, variable(host, "TOCSIN_DATA") ?? ".tocsin");
}

/** The PostgreSQL that the environment names, or the embedded one; shared with a server that runs on it. */
export async function withDatabase<T>(host: Host, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const binDir = variable(host, "TOCSIN_PG_BIN");
  const database = await openDatabase({
    url: variable(host, "DATABASE_URL"),
    dataDir: dataDirOf(host),
    log: startLogOf(host),
    connections: 3,
    ...(binDir === undefined ? {} : { binDir: resolve(host.cwd, binDir) }),
  });
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

/**
 * The stored users of an installation.
 *
 * @throws CliError when there is no installation to look at: a question must not make one.
 */
export async function withStore<T>(host: Host, work: (store: Store) => Promise<T>): Promise<T> {
  const dataDir = dataDirOf(host);
  if (variable(host, "DATABASE_URL") === undefined && !existsSync(dataDir)) {
    throw new CliError(
      `there is no data in ${dataDir}: start the server here first, or set TOCSIN_DATA or DATABASE_URL`,
    );
  }
  return withDatabase(host, async ({ pool }) => {
    await migrateToLatest(pool);
    return work(createStore(pool));
  });
}
