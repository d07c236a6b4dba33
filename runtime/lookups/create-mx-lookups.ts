import type { Store } from "../db/store.ts";
import { domainsWithoutMx, rememberedMx, rememberMx, writeMx } from "./lookup-cache.ts";
import type { ResolveMx } from "./resolve-mx.ts";

export interface MxLookupOptions {
  readonly store: Store;
  readonly resolve: ResolveMx;
  /** Users of whom something became known: they are due. */
  readonly onKnown: (userIds: readonly string[]) => void;
  readonly log: { warn(details: object, message: string): void };
  readonly now?: () => number;
}

export interface MxLookups {
  /** Users whose events were stored; returns at once. */
  committed(userIds: readonly string[]): void;
  /** Resolves when nothing is left to be asked. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const AT_ONCE = 8;
const USERS_AT_ONCE = 200;
/** Users who wait; beyond that they are left out, until their next event. */
const MOST_WAITING = 20_000;
/** After so many failures in a row nobody is asked for a while. */
const FAILURES = 5;
const PAUSE_MS = 60_000;

/**
 * Asks beside ingest whether the domains of new e-mail addresses take mail. What somebody else answered is remembered, for all apps
 * and processes; who cannot be asked stays unknown.
 */
export function createMxLookups({ store, resolve, onKnown, log, now = Date.now }: MxLookupOptions): MxLookups {
  const waiting = new Set<string>();
  let working: Promise<void> | undefined;
  let stopped = false;
  let failures = 0;
  let pausedUntil = 0;

  const ask = async (domain: string): Promise<boolean | null> => {
    if (now() < pausedUntil) return null;
    const answer = await resolve(domain);
    await rememberMx(store, domain, answer, now());
    if (answer.kind === "answer") {
      failures = 0;
      return answer.mx;
    }
    failures += 1;
    if (failures === FAILURES) {
      failures = 0;
      pausedUntil = now() + PAUSE_MS;
      log.warn({ reason: answer.reason }, "name servers do not answer: nobody is asked for a minute");
    }
    return null;
  };

  const look = async (userIds: readonly string[]): Promise<void> => {
    const domains = await domainsWithoutMx(store, userIds);
    const known = new Map(await rememberedMx(store, domains, now()));
    const unasked = domains.filter((domain) => !known.has(domain));
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let domain = unasked.shift(); domain !== undefined && !stopped; domain = unasked.shift())
          known.set(domain, await ask(domain));
      }),
    );
    const told = new Map([...known].flatMap(([domain, mx]) => (mx === null ? [] : [[domain, mx] as const])));
    const changed = await writeMx(store, userIds, told);
    if (changed.length > 0) onKnown(changed);
  };

  const work = async (): Promise<void> => {
    while (waiting.size > 0 && !stopped) {
      const next = [...waiting].slice(0, USERS_AT_ONCE);
      for (const userId of next) waiting.delete(userId);
      await look(next).catch((err: unknown) => log.warn({ err }, "e-mail domains could not be looked up"));
    }
  };

  return {
    committed: (userIds) => {
      for (const userId of userIds) if (waiting.size < MOST_WAITING) waiting.add(userId);
      working ??= work().finally(() => (working = undefined));
    },
    settle: async () => {
      while (working !== undefined) await working;
    },
    stop: async () => {
      stopped = true;
      await working;
    },
  };
}
