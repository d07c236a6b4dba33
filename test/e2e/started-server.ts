import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/root.js";

/** A server as `npm start` runs it, in a process of its own. */
export interface StartedServer {
  readonly url: string;
  /** What it has written so far, to both streams. */
  readonly output: () => string;
  /** Sends a signal that it lives through. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Sends the signal; the exit code once the process has ended, or the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ended>;
}

export interface Ended {
  readonly code: number | NodeJS.Signals | null;
  /** The last line that it wrote to standard error. */
  readonly lastWord: string;
}

/** A data folder that does not exist yet, in a folder that does. */
export function newDataDir(): string {
  return join(realpathSync(mkdtempSync(join(tmpdir(), "tocsin-start-"))), "data");
}

/** Starts a server and waits until it says that it is ready. */
export function startServerProcess(variables: Readonly<Record<string, string>>): Promise<StartedServer> {
  const run = runScript(variables);
  return new Promise((resolve, reject) => {
    run.onOutput((output) => {
      const url = /Tocsin is ready: (\S+)/.exec(output)?.[1];
      if (url === undefined) return;
      const end = (signal: NodeJS.Signals) => {
        run.kill(signal);
        return run.ended;
      };
      resolve({ url, output: run.output, signal: run.kill, end });
    });
    void run.ended.then(() => reject(new Error(`the server ended: ${run.output()}`)));
  });
}

/** Runs a server that is expected not to start. */
export function failToStart(variables: Readonly<Record<string, string>>): Promise<Ended> {
  return runScript(variables).ended;
}

function runScript(variables: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(ROOT, "scripts", "start.js")], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], PORT: "0", TOCSIN_LOG: "info", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  const listeners: ((output: string) => void)[] = [];
  const hear = (text: string) => {
    output += text;
    for (const listener of listeners) listener(output);
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
    hear(text);
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject).on("close", (code, signal) => {
      resolve({ code: signal ?? code, lastWord: complaints.trimEnd().split("\n").at(-1) ?? "" });
    });
  });
  return {
    ended,
    output: () => output,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    onOutput: (listener: (output: string) => void) => listeners.push(listener),
  };
}
