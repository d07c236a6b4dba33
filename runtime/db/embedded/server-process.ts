import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError, reasonOf } from "../database-error.ts";
import { commandAs, SERVER_ENVIRONMENT } from "./identity.ts";
import { postmasterFilePath, readPostmasterFile, type PostmasterFile } from "./postmaster-file.ts";
import { isServerOf } from "./processes.ts";
import type { Settlement } from "./settlement.ts";
import { prepareSocketFolder, SOCKET_PORT, socketFolderFor } from "./socket-folder.ts";

const POLL_MS = 10;
/** Recovery of a large write-ahead log takes its time. */
const READY_WITHIN_MS = 110_000;
const STOPPED_WITHIN_MS = 60_000;
/** How long children of a killed server may keep its shared memory. */
const MEMORY_FREE_WITHIN_MS = 10_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** Names and values of PostgreSQL settings, in its own spelling. */
export type ServerSettings = Readonly<Record<string, string>>;

/** The running server of this cluster, once it accepts connections; `undefined` when none runs. */
export async function runningServer(cluster: string): Promise<PostmasterFile | undefined> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const file = readPostmasterFile(cluster);
    if (file === undefined || !isServerOf(file.pid, cluster)) return undefined;
    if (file.status === "ready") return file;
    if (Date.now() > deadline) {
      throw new DatabaseError(
        "server-busy",
        `the database server ${file.pid} of ${cluster} runs but is not ready (${file.status})`,
      );
    }
    await sleep(POLL_MS);
  }
}

/**
 * Starts the server and waits until it accepts connections. It is detached, so that a Ctrl-C of the terminal reaches
 * us and not it. Left-overs of a killed server are waited for or removed.
 */
export async function launchServer(settlement: Settlement, settings: ServerSettings): Promise<PostmasterFile> {
  const deadline = Date.now() + MEMORY_FREE_WITHIN_MS;
  for (;;) {
    removeStaleFiles(settlement.layout.cluster);
    const outcome = await launchOnce(settlement, settings);
    if (outcome.kind === "ready") return outcome.file;
    if (!/pre-existing shared memory|lock file .* already exists/i.test(outcome.complaint) || Date.now() > deadline) {
      throw new DatabaseError(
        "server-failed",
        `the database server cannot start: ${outcome.complaint} (see ${settlement.layout.logFile})`,
      );
    }
    await sleep(POLL_MS * 20);
  }
}

/** Ends the server in order: running transactions are rolled back, everything is on disk. */
export async function shutDown(cluster: string): Promise<void> {
  const pid = readPostmasterFile(cluster)?.pid;
  if (pid === undefined || !isServerOf(pid, cluster)) return;
  process.kill(pid, "SIGINT");
  if (await ends(pid, cluster, STOPPED_WITHIN_MS)) return;
  // An immediate stop loses nothing that was committed; the next start replays the log.
  process.kill(pid, "SIGQUIT");
  await ends(pid, cluster, STOPPED_WITHIN_MS);
}

type LaunchOutcome =
  { readonly kind: "ready"; readonly file: PostmasterFile } | { readonly kind: "failed"; readonly complaint: string };

async function launchOnce(settlement: Settlement, settings: ServerSettings): Promise<LaunchOutcome> {
  const { layout, identity, bin } = settlement;
  const socketDir = socketFolderFor(layout.home);
  prepareSocketFolder(socketDir, identity.kind === "uid" ? identity : null);
  const options = { ...settings, unix_socket_directories: socketDir, ...FIXED_SETTINGS };
  const { file, args, rights } = commandAs(identity, join(bin, "postgres"), ["-D", layout.cluster, ...flags(options)]);
  const logStart = shortenLog(layout.logFile);
  const log = openLog(layout.logFile);
  const child = spawn(file, args, {
    ...rights,
    cwd: "/",
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  const ready = await readyOrGone(child, layout.cluster);
  if (typeof ready !== "string") return { kind: "ready", file: ready };
  return { kind: "failed", complaint: complaintIn(layout.logFile, logStart) ?? ready };
}

/**
 * No TCP at all: the socket is the only way in. Failed statements reach us with all that the server says of them; in its log they would
 * leave names, addresses and e-mails, so it keeps to what concerns the server itself. The rest keeps answers independent of the machine.
 */
const FIXED_SETTINGS: ServerSettings = {
  listen_addresses: "",
  port: String(SOCKET_PORT),
  unix_socket_permissions: "0700",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

function flags(settings: ServerSettings): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** The server's own file once it is ready, or why it will not be. */
async function readyOrGone(child: ChildProcess, cluster: string): Promise<PostmasterFile | string> {
  const gone: { why?: string } = {};
  child.on("error", (error) => (gone.why = reasonOf(error)));
  child.on("exit", (code, signal) => (gone.why ??= `it ended with ${signal ?? `code ${code}`}`));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (gone.why === undefined && Date.now() < deadline) {
    const file = readPostmasterFile(cluster);
    if (file !== undefined && file.pid === child.pid && file.status === "ready") return file;
    await sleep(POLL_MS);
  }
  return gone.why ?? "it did not become ready";
}

/** Files that name a process which is not this cluster's server any more: PostgreSQL itself only compares numbers. */
function removeStaleFiles(cluster: string): void {
  const file = readPostmasterFile(cluster);
  if (file === undefined || isServerOf(file.pid, cluster)) return;
  rmSync(postmasterFilePath(cluster), { force: true });
  if (file.socketDir === "") return;
  const socket = join(file.socketDir, `.s.PGSQL.${file.port}`);
  for (const path of [socket, `${socket}.lock`]) rmSync(path, { force: true });
}

/** Waits for the end of the server; whether it came in time. */
export async function ends(pid: number, cluster: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isServerOf(pid, cluster)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function openLog(path: string): number {
  try {
    return openSync(path, "a", 0o600);
  } catch (error) {
    throw new DatabaseError(
      "folder-unusable",
      `the data folder cannot be written (${reasonOf(error)}): choose another folder`,
      {
        cause: error,
      },
    );
  }
}

/** Empties a log that has grown too long; returns its length. */
function shortenLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_LIMIT_BYTES) return size;
  truncateSync(path, 0);
  return 0;
}

/** What the server said last that is no mere note, without its date. */
function complaintIn(path: string, from: number): string | undefined {
  const lines = readFileSync(path).subarray(from).toString("utf8").split("\n");
  const line = lines.find((text) => /FATAL|PANIC|error while loading|could not/.test(text));
  return line?.replace(/^.*?(?:FATAL|PANIC):\s*/, "").trim();
}
