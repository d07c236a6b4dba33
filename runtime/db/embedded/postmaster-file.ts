import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a PostgreSQL server writes about itself into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Empty until the server listens. */
  readonly socketDir: string;
  readonly status: string;
}

/** Reads `postmaster.pid` of a cluster; `undefined` when there is none, or one that is not yet written. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let text: string;
  try {
    text = readFileSync(postmasterFilePath(cluster), "utf8");
  } catch {
    return undefined;
  }
  // Lines: pid, data folder, start time, port, socket folder, first address, shared memory key, status.
  const [pid = "", , , port = "", socketDir = "", , , status = ""] = text.split("\n");
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), port: Number(port) || 0, socketDir, status: status.trim() };
}

export function postmasterFilePath(cluster: string): string {
  return join(cluster, "postmaster.pid");
}
