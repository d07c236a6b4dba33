import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach } from "vitest";
import { clusterMajor } from "../cluster.ts";
import { currentHome } from "../settlement.ts";
import { readPostmasterFile } from "../postmaster-file.ts";
import { isServerOf } from "../processes.ts";
import { shutDown } from "../server-process.ts";
import { startEmbeddedPostgres, type EmbeddedOptions, type EmbeddedPostgres } from "../start.ts";
import { silentLog } from "../../start-log.ts";

export interface FolderOptions {
  /** Whether other users may pass through the folder above the data folder; not when it is left out. */
  readonly open?: boolean;
}

/**
 * Hands out data folders that are removed, with any server in them, after each test. The folder above each is 0700, as
 * a home often is.
 */
export function dataFolders(): (options?: FolderOptions) => string {
  const made: string[] = [];
  afterEach(async () => {
    for (const parent of made.splice(0)) {
      await shutDown(clusterOf(join(parent, "data")));
      rmSync(parent, { recursive: true, force: true });
    }
  });
  return ({ open = false } = {}) => {
    const parent = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-pg-")));
    if (open) chmodSync(parent, 0o755);
    made.push(parent);
    return join(parent, "data");
  };
}

export const asRoot = process.getuid?.() === 0;

export function clusterOf(dataDir: string): string {
  return join(currentHome(dataDir), "data");
}

export function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: silentLog, ...options });
}

/** Runs one statement on the server and returns the rows. */
export async function query(server: EmbeddedPostgres, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: server.connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The process of the server that runs in a data folder now. */
export function runningPid(dataDir: string): number | undefined {
  const cluster = clusterOf(dataDir);
  if (!existsSync(cluster) || clusterMajor(cluster) === undefined) return undefined;
  const pid = readPostmasterFile(cluster)?.pid;
  return pid !== undefined && isServerOf(pid, cluster) ? pid : undefined;
}
