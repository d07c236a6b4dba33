import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

/** Another process that uses the server of a data folder. */
export interface Holder {
  readonly process: ChildProcess;
  readonly server: { readonly pid: number; readonly origin: string };
  /** Sends the signal and waits for the end; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export interface HolderOptions {
  readonly uid?: number;
  readonly gid?: number;
}

const SCRIPT = join(import.meta.dirname, "hold-server.ts");
const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

/** Starts a process that uses the server of `dataDir`, and waits until it does. */
export async function startHolder(dataDir: string, options: HolderOptions = {}): Promise<Holder> {
  const child = spawn(process.execPath, ["--import", "tsx", SCRIPT, dataDir], {
    ...options,
    cwd: ROOT,
    env: { PATH: process.env["PATH"], TMPDIR: "/tmp" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on("exit", (code, signal) => resolve(signal ?? code));
  });
  return {
    process: child,
    server: JSON.parse(await firstLine(child)) as Holder["server"], // printed by hold-server.ts
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    let complaint = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("\n")) resolve(output);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    child.on("error", reject).on("exit", () => reject(new Error(`ended before the server ran: ${complaint}`)));
  });
}
