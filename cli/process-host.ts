import { text } from "node:stream/consumers";
import type { Host } from "./host.ts";

/** npm, npx and `timeout` pass on a Ctrl-C that the terminal has sent to us as well: two signals are one wish. */
const SIGNALS_OF_ONE_WISH = 2;

/** The host of a real process. SIGINT and SIGTERM abort the signal; who insists ends the process. */
export function processHost(root: string): Host {
  const stop = new AbortController();
  let heard = 0;
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      stop.abort();
      heard += 1;
      if (heard > SIGNALS_OF_ONE_WISH) process.exit(1);
    });
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
