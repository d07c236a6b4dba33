/** How often a cache had what it was asked for. Whoever keeps the cache adds to it: a number, so that counting costs nothing. */
export interface CacheCounts {
  hits: number;
  misses: number;
}

/** Where the caches of a process are counted, each by its name. */
export interface CacheBook {
  /** The counts of this name; caches of the same name share them. */
  of(name: string): CacheCounts;
  all(): ReadonlyMap<string, Readonly<CacheCounts>>;
}

export function createCacheBook(): CacheBook {
  const counts = new Map<string, CacheCounts>();
  return {
    of: (name) => {
      const known = counts.get(name) ?? uncounted();
      counts.set(name, known);
      return known;
    },
    all: () => counts,
  };
}

/** Counts of a cache that nobody looks at. */
export function uncounted(): CacheCounts {
  return { hits: 0, misses: 0 };
}
