import type { StartLog } from "../runtime/db/start-log.ts";

/** All that a command touches outside itself; tests hand in their own. */
export interface Host {
  /** Absolute; relative paths start here. */
  readonly cwd: string;
  /** The folder of Tocsin itself: its built-in `rules/` and `presets/`, and `dist/studio`. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results: standard output. */
  write(text: string): void;
  /** Notes for people: standard error. */
  note(text: string): void;
  readStdin(): Promise<string>;
  readonly outputIsTerminal: boolean;
  readonly notesAreTerminal: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back at SIGHUP, where that asks to read settings again; returns how to end that. */
  onReload(listener: () => void): () => void;
  /** Calls back at a failure that nobody caught, before it ends the process with exit code 1; returns how to end that. */
  onCrash(listener: (error: unknown) => void): () => void;
  /** Aborted when the person wants the command to stop (SIGINT, SIGTERM). */
  readonly signal: AbortSignal;
}

/** The host's notes as the log of the database's start; quiet but for warnings. */
export function startLogOf(host: Host): StartLog {
  return { info: () => undefined, warn: (message) => host.note(`${message}\n`) };
}
