import { createLookup, type LookupCounts, type LookupOptions } from "./create-lookup.ts";
import type { LookupId } from "./lookup-ids.ts";
import type { LookupProvider } from "./lookup-provider.ts";

export interface LookupsOptions extends Omit<LookupOptions, "provider"> {
  readonly providers: readonly LookupProvider[];
}

/** All that is asked of others over the network. None waits for another. */
export interface Lookups {
  /** Users whose events were stored; returns at once. */
  committed(userIds: readonly string[]): void;
  /** Of those who may be asked. */
  counts(): ReadonlyMap<LookupId, LookupCounts>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export function createLookups({ providers, ...options }: LookupsOptions): Lookups {
  const lookups = providers.map((provider) => createLookup({ ...options, provider }));
  return {
    committed: (userIds) => {
      for (const lookup of lookups) lookup.committed(userIds);
    },
    counts: () => new Map(lookups.map(({ id, counts }) => [id, counts()])),
    settle: async () => void (await Promise.all(lookups.map((lookup) => lookup.settle()))),
    stop: async () => void (await Promise.all(lookups.map((lookup) => lookup.stop()))),
  };
}
