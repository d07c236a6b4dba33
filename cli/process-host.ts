import { text } from "node:stream/consumers";
import type { Host } from "./host.ts";

/** npm, npx and `timeout` pass on a Ctrl-C that the terminal has sent to us as well: signals of one moment are one wish. */
const ONE_WISH_MS = 500;

/**
 * The host of a real process. SIGINT and SIGTERM abort the signal; a second one ends the process at once. SIGHUP tells a process on a
 * terminal that its terminal is gone, and aborts as well; a process without one is asked to read its settings again.
 */
export function processHost(root: string): Host {
  const stop = new AbortController();
  let firstAt: number | undefined;
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      const now = performance.now();
      firstAt ??= now;
      if (now - firstAt > ONE_WISH_MS) process.exit(1);
      stop.abort();
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
    onCrash: (listener) => {
      const crash = (error: unknown): void => {
        listener(error);
        process.exit(1);
      };
      // Rejections that nobody handles arrive here as well.
      process.on("uncaughtException", crash);
      return () => void process.off("uncaughtException", crash);
    },
    signal: stop.signal,
  };
}
