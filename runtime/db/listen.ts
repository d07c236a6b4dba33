import { Client } from "pg";
import { reasonOf } from "./database-error.ts";
import { CHANNEL, parseChange, type HeardChange } from "./notify.ts";

export interface ListenOptions {
  readonly connectionString: string;
  readonly onChange: (change: HeardChange) => void;
  readonly log: { warn(message: string): void };
}

export interface Listener {
  /** Resolves once it listens for the first time. */
  readonly listening: Promise<void>;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
/** A network that has gone silent is tried again. */
const GIVE_UP = { connectionTimeoutMillis: 10_000, query_timeout: 10_000 };

/**
 * Hears of changes on a connection of its own and opens another when that breaks. What was told meanwhile is lost, so a new
 * connection begins with `anything`. Caches keep a limit of their own: behind a pooler that does not pass notifications on,
 * nothing is ever heard.
 */
export function listenForChanges({ connectionString, onChange, log }: ListenOptions): Listener {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let begun: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => (begun = resolve));

  const open = async (pause: number, reopened: boolean): Promise<void> => {
    const opened = new Client({ connectionString, keepAlive: true, ...GIVE_UP });
    client = opened;
    let broken = false;
    const reopen = (error: unknown, nextPause: number) => {
      if (broken || stopped) return;
      broken = true;
      log.warn(`the connection that hears of changes broke: ${reasonOf(error)}`);
      opened.end().catch(() => undefined);
      timer = setTimeout(() => void open(Math.min(nextPause * 2, LONGEST_PAUSE_MS), true), nextPause);
    };
    opened.on("error", (error) => reopen(error, FIRST_PAUSE_MS));
    opened.on("end", () => reopen(new Error("it was closed"), FIRST_PAUSE_MS));
    opened.on("notification", ({ payload }) => onChange(parseChange(payload)));
    try {
      await opened.connect();
      await opened.query(`listen ${CHANNEL}`);
    } catch (error) {
      reopen(error, pause);
      return;
    }
    begun();
    if (reopened) onChange({ kind: "anything" });
  };
  const first = open(FIRST_PAUSE_MS, false);

  return {
    listening,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await first;
      await client?.end().catch(() => undefined);
    },
  };
}
