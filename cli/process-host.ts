import { text } from "node:stream/consumers";
import type { Host } from "./host.ts";

/** The host of a real process. The first SIGINT or SIGTERM aborts the signal, the second one ends the process. */
export function processHost(root: string): Host {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  return {
    cwd: process.cwd(),
    root,
    env: process.env,
    write: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    readStdin: () => text(process.stdin),
    outputIsTerminal: process.stdout.isTTY,
    notesAreTerminal: process.stderr.isTTY,
    now: Date.now,
    signal: stop.signal,
  };
}
