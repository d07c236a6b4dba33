import { openSources, type OpenSource, type SourcesLog } from "./open-sources.ts";
import { listSources, nextStaleAt } from "./stored-source.ts";

export interface WatchOptions {
  readonly folder: string;
  readonly log: SourcesLog & { info(details: object, message: string): void };
  readonly now?: () => number;
  /** How often the folder is looked at. */
  readonly everyMs?: number;
  /** The answers may be others from now on. */
  readonly onChange?: () => void;
}

export interface WatchedSources {
  /** Another list whenever an answer may have changed: files came or went, or one grew too old to deny anything. */
  current(): readonly OpenSource[];
  /** Looks at the folder now. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 10_000;

/** Opens the sources of a folder and follows what becomes of them, whoever changes them: there may be other processes. */
export async function watchSources(options: WatchOptions): Promise<WatchedSources> {
  const { folder, log, now = Date.now, everyMs = EVERY_MS, onChange } = options;
  let seen = await signature(folder);
  let open = await openSources(folder, { log });
  let staleAt = earliest(open, now());
  let looking: Promise<void> = Promise.resolve();

  const lookOnce = async (): Promise<void> => {
    const found = await signature(folder);
    const isSame = found === seen;
    if (isSame && now() <= staleAt) return;
    // A copy is enough for answers that changed by time alone.
    open = isSame ? [...open] : await openSources(folder, { open, log });
    staleAt = earliest(open, now());
    seen = found;
    log.info({ sources: open.map(({ stored }) => stored.name) }, "the sources of data are others now");
    onChange?.();
  };
  const look = (): Promise<void> => {
    looking = looking
      .then(lookOnce)
      .catch((err: unknown) => log.warn({ err }, "the folder of sources cannot be looked at"));
    return looking;
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();

  return {
    current: () => open,
    look,
    stop: () => {
      clearInterval(timer);
      return looking;
    },
  };
}

/** Tells two states of the folder apart. */
async function signature(folder: string): Promise<string> {
  return JSON.stringify(await listSources(folder));
}

function earliest(open: readonly OpenSource[], now: number): number {
  return Math.min(Infinity, ...open.map(({ stored }) => nextStaleAt(stored, now) ?? Infinity));
}
