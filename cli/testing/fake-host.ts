import { fileURLToPath } from "node:url";
import type { Host } from "../host.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface FakeHost extends Host {
  /** What was written to standard output so far. */
  readonly written: () => string;
  /** What was written to standard error so far. */
  readonly noted: () => string;
  /** As a person who presses Ctrl-C. */
  readonly interrupt: () => void;
}

/** A host whose streams are kept for the test to look at. Files are real: give it a folder. */
export function fakeHost(given: {
  readonly cwd: string;
  readonly stdin?: string;
  readonly env?: Host["env"];
  /** Where the built-in pack lies; this checkout when not given. */
  readonly root?: string;
}): FakeHost {
  const written: string[] = [];
  const noted: string[] = [];
  const stop = new AbortController();
  return {
    cwd: given.cwd,
    root: given.root ?? ROOT,
    env: given.env ?? {},
    write: (text) => void written.push(text),
    note: (text) => void noted.push(text),
    readStdin: async () => given.stdin ?? "",
    outputIsTerminal: false,
    notesAreTerminal: false,
    now: Date.now,
    onReload: () => () => undefined,
    onCrash: () => () => undefined,
    signal: stop.signal,
    written: () => written.join(""),
    noted: () => noted.join(""),
    interrupt: () => stop.abort(),
  };
}
