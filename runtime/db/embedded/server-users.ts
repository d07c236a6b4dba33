import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolders } from "./make-folders.ts";
import { isRunning, markOf } from "./processes.ts";

/*
 * Several processes may use one embedded server: the HTTP server, a command next to it, a test run.
 * Each keeps a file named `<pid>.<startedAt>.<unique>`; the last one to leave stops the server.
 * A process that was killed leaves its file behind, which then counts for nothing.
 */

/** Registers this process; the result is handed to `leave`. Call it under the lock. */
export function register(usersDir: string): string {
  makeFolders(usersDir, 0o700);
  const { pid, startedAt } = markOf(process.pid);
  const file = join(usersDir, `${pid}.${startedAt}.${randomUUID()}`);
  writeFileSync(file, "", { mode: 0o600 });
  return file;
}

/** Takes this process off the list and says whether others still use the server. Call it under the lock. */
export function leave(usersDir: string, file: string): { readonly othersRemain: boolean } {
  rmSync(file, { force: true });
  return { othersRemain: countUsers(usersDir) > 0 };
}

/** The number of living registrations; those of dead processes are removed. Call it under the lock. */
export function countUsers(usersDir: string): number {
  let living = 0;
  for (const name of namesIn(usersDir)) {
    const [pid = "", startedAt = ""] = name.split(".");
    if (isRunning({ pid: Number(pid), startedAt })) living += 1;
    else rmSync(join(usersDir, name), { force: true });
  }
  return living;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
