import { ROW_CAP } from "../../dsl/types/sources.ts";

export type TieKey = string | number | boolean;

/** Numbers the keys that occur: 0, 1, 2 … in the order of their first mention. Kept and emptied, not built anew. */
export interface TieTable {
  readonly clear: () => void;
  /** The number of (prefix, key), given now if it is new. `prefix` is 0, or the number of the keys before this one. */
  readonly put: (prefix: number, key: TieKey) => number;
  /** The same, or -1 if it never occurred or `prefix` is -1. */
  readonly find: (prefix: number, key: TieKey) => number;
}

export function createTieTable(): TieTable {
  const keys = new Map<TieKey, number>();
  const slots = new Map<number, number>();
  return {
    clear() {
      keys.clear();
      slots.clear();
    },
    put(prefix, key) {
      let id = keys.get(key);
      if (id === undefined) keys.set(key, (id = keys.size));
      const pair = prefix * KEYS + id;
      let slot = slots.get(pair);
      if (slot === undefined) slots.set(pair, (slot = slots.size));
      return slot;
    },
    find(prefix, key) {
      const id = keys.get(key);
      return id === undefined || prefix < 0 ? -1 : (slots.get(prefix * KEYS + id) ?? -1);
    },
  };
}

/** More than a source has rows, hence more than it has keys. */
const KEYS = ROW_CAP + 1;
