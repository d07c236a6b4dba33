import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  createStore,
  migrateToLatest,
  openDatabase,
  openInstallation,
  readSecret,
  WrongSecret,
  type Installation,
  type OpenDatabase,
  type Store,
} from "../runtime/index.ts";
import { CliError } from "./cli-error.ts";
import { startLogOf, type Host } from "./host.ts";
import { settingsOf } from "./settings/settings-of.ts";

/** A setting of the environment or of the file of settings. */
export function variable(host: Host, name: string): string | undefined {
  return settingsOf(host).values[name];
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

/**
 * The same together with the secret that its ids and seals were made with.
 *
 * @throws CliError when the data folder has no secret, or that of another database.
 */
export async function withInstallation<T>(
  host: Host,
  work: (opened: { readonly store: Store; readonly installation: Installation }) => Promise<T>,
): Promise<T> {
  return withStore(host, async (store) => {
    const file = join(dataDirOf(host), "secret");
    const secret = await readSecret(file);
    if (secret === null) throw new CliError(`there is no ${file}: set TOCSIN_DATA to the data folder of the server`);
    try {
      return await work({ store, installation: await openInstallation(store, { secret }) });
    } catch (error) {
      throw error instanceof WrongSecret ? new CliError(error.message) : error;
    }
  });
}
