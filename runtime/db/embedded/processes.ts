import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** A process, told apart from a later one that got the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** Kernel clock ticks at its start; empty where the system has no /proc. */
  readonly startedAt: string;
}

export function markOf(pid: number): ProcessMark {
  return { pid, startedAt: startTicks(pid) };
}

/** Whether exactly this process still runs. */
export function isRunning(mark: ProcessMark): boolean {
  return isAlive(mark.pid) && (mark.startedAt === "" || startTicks(mark.pid) === mark.startedAt);
}

/** Whether any process has this number. A zombie counts as gone: it holds neither files nor memory. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return statFields(pid)?.[0] !== "Z";
}

/** Whether the process is the PostgreSQL server of this cluster. A server keeps its cluster as working directory. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  const name = basename(commandOf(pid));
  if (name !== "postgres" && name !== "postgres:") return false;
  const folder = workingDirectory(pid);
  return folder === undefined || folder === cluster;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "";
  } catch {
    return commandByPs(pid);
  }
}

function commandByPs(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function startTicks(pid: number): string {
  return statFields(pid)?.[19] ?? "";
}

/** The fields of /proc/<pid>/stat after the command, which may itself hold blanks and brackets. */
function statFields(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
