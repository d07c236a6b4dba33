/**
 * Keeps values that were used lately: the `size` used last, and at most twice as many. Two generations instead of one ordered list,
 * because a look must cost no more than a look: what is not used while `size` others are is forgotten.
 */
export class LRUCache<K, V> {
  readonly #size: number;
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(size: number) {
    this.#size = size;
  }

  /** The kept value, else that of `make`, which is kept. */
  get(key: K, make: () => V): V {
    const kept = this.#young.get(key);
    if (kept !== undefined) return kept;
    const value = this.#old.get(key) ?? make();
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }
}
