import { uncounted, type CacheCounts } from "./cache-book.ts";

/**
 * Keeps values that were used lately: the `size` used last, and at most twice as many. Two generations instead of one ordered list,
 * because a look must cost no more than a look: what is not used while `size` others are is forgotten.
 */
export class LRUCache<K, V> {
  readonly #size: number;
  readonly #counts: CacheCounts;
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(size: number, counts: CacheCounts = uncounted()) {
    this.#size = size;
    this.#counts = counts;
  }

  /** The kept value, else that of `make`, which is kept. */
  get(key: K, make: () => V): V {
    const kept = this.#young.get(key);
    if (kept !== undefined) {
      this.#counts.hits += 1;
      return kept;
    }
    const old = this.#old.get(key);
    if (old !== undefined) this.#counts.hits += 1;
    const value = old ?? this.#made(make);
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }

  #made(make: () => V): V {
    this.#counts.misses += 1;
    return make();
  }
}
