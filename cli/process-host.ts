import { text } from "node:stream/consumers";
import type { Host } from "./host.ts";

/** npm, npx and `timeout` pass on a Ctrl-C that the terminal has sent to us as well: two signals are one wish. */
const SIGNALS_OF_ONE_WISH = 2;

/**
 * The host of a real process. SIGINT and SIGTERM abort the signal; who insists ends the process. SIGHUP tells a process on a
 * terminal that its terminal is gone, and aborts as well; a process without one is asked to read its settings again.
 */
export function processHost(root: string): Host {
  const stop = new AbortController();
  let heard = 0;
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      stop.abort();
      heard += 1;
      if (heard > SIGNALS_OF_ONE_WISH) process.exit(1);
    });
  const onTerminal = process.stdout.isTTY || process.stderr.isTTY;
  if (onTerminal) process.on("SIGHUP", () => stop.abort());
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
    onReload: (listener) => {
      if (onTerminal) return () => undefined;
      process.on("SIGHUP", listener);
      return () => void process.off("SIGHUP", listener);
    },
    signal: stop.signal,
  };
}
