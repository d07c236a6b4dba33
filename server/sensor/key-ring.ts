import { hash } from "node:crypto";
import type { CacheCounts } from "../../runtime/index.ts";

/**
 * For so long a revoked key may still work and a new one may still be refused, on a server that does not hear of the change
 * (`LISTEN`); one that does forgets at once.
 */
export const REMEMBERED_MS = 2000;
const MOST_KEYS = 10_000;

export interface KeyRing<K> {
  /** Null for an unknown key. Rejects when the store cannot be asked. */
  find(key: string): Promise<K | null>;
  /** Keys have changed: asks again about all. */
  forget(): void;
}

interface Entry<K> {
  readonly found: Promise<K | null>;
  readonly until: number;
}

/**
 * Remembers looked-up API keys for two seconds, so that a stream of events costs one query, not one an event.
 * Keys are remembered by their hash; questions that fail are not remembered.
 */
export function createKeyRing<K>(
  lookUp: (key: string) => Promise<K | null>,
  now: () => number,
  counts: CacheCounts = { hits: 0, misses: 0 },
): KeyRing<K> {
  const entries = new Map<string, Entry<K>>();
  const ask = (key: string, name: string): Promise<K | null> => {
    const found = lookUp(key);
    const entry = { found, until: now() + REMEMBERED_MS };
    if (entries.size >= MOST_KEYS) entries.clear();
    entries.set(name, entry);
    found.catch(() => {
      if (entries.get(name) === entry) entries.delete(name);
    });
    return found;
  };
  return {
    find(key) {
      const name = hash("sha256", key, "base64");
      const entry = entries.get(name);
      const isKnown = entry !== undefined && now() < entry.until;
      counts[isKnown ? "hits" : "misses"] += 1;
      return isKnown ? entry.found : ask(key, name);
    },
    forget: () => entries.clear(),
  };
}
