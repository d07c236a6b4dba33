import { expect, it } from "vitest";
import { LRUCache } from "./lru-cache.ts";

const filled = (size: number, keys: readonly number[]) => {
  const cache = new LRUCache<number, string>(size);
  for (const key of keys) cache.get(key, () => `made ${key}`);
  return cache;
};

it("makes a value once", () => expect(filled(2, [1]).get(1, () => "again")).toBe("made 1"));

it("keeps what was used while others came", () =>
  expect(filled(2, [1, 2, 3, 1, 4, 1, 5, 6]).get(1, () => "again")).toBe("made 1"));

it("forgets what was not used for long", () => expect(filled(2, [1, 2, 3, 4, 5]).get(1, () => "again")).toBe("again"));
