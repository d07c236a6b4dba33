/** Keeps the values used last, at most `size` of them. */
export class LRUCache<K, V> {
  readonly #size: number;
  readonly #values = new Map<K, V>();

  constructor(size: number) {
    this.#size = size;
  }

  /** The kept value, else that of `make`, which is kept. */
  get(key: K, make: () => V): V {
    const kept = this.#values.get(key);
    const value = kept ?? make();
    // invariant: the map's order is the order of use
    if (kept !== undefined) this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#size) this.#values.delete(this.#oldest());
    return value;
  }

  #oldest(): K {
    for (const key of this.#values.keys()) return key;
    throw new Error("the cache is empty");
  }
}
