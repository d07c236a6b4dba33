import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError, reasonOf } from "../database-error.ts";
import { isRunning, markOf, type ProcessMark } from "./processes.ts";

const RETRY_MS = 20;
const GIVE_UP_MS = 120_000;

/**
 * Runs `work` while no other process (and no other call) holds the lock of this file.
 * A lock whose holder died is taken over. Waits up to two minutes, the longest that a slow start may take.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const ticket = `${file}.${randomUUID()}`;
  writeTicket(ticket, markOf(process.pid));
  try {
    const deadline = Date.now() + GIVE_UP_MS;
    while (!tryLock(ticket, file)) {
      if (Date.now() > deadline) {
        throw new DatabaseError(
          "server-busy",
          `another process has been starting or stopping the database for two minutes (${file})`,
        );
      }
      removeIfAbandoned(file);
      await sleep(RETRY_MS);
    }
  } finally {
    rmSync(ticket, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function writeTicket(ticket: string, mark: ProcessMark): void {
  try {
    writeFileSync(ticket, JSON.stringify(mark), { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(error: unknown): DatabaseError {
  const message = `the data folder cannot be written (${reasonOf(error)}): choose another folder`;
  return new DatabaseError("folder-unusable", message, { cause: error });
}

/** A hard link appears whole or not at all, so nobody ever reads half a lock. */
function tryLock(ticket: string, file: string): boolean {
  try {
    linkSync(ticket, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw unusable(error);
  }
}

function removeIfAbandoned(file: string): void {
  const seen = readMark(file);
  if (seen === undefined || isRunning(seen)) return;
  // Renaming first: of several that wait, one gets the dead lock, and it can check that it got the dead one.
  const grave = `${file}.${randomUUID()}`;
  try {
    renameSync(file, grave);
  } catch {
    return;
  }
  const taken = readMark(grave);
  if (taken !== undefined && isRunning(taken)) tryLock(grave, file);
  rmSync(grave, { force: true });
}

function readMark(file: string): ProcessMark | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || !("startedAt" in value)) return undefined;
    return typeof value.pid === "number" && typeof value.startedAt === "string"
      ? { pid: value.pid, startedAt: value.startedAt }
      : undefined;
  } catch {
    return undefined;
  }
}
