import { expect, it } from "vitest";
import { createCacheBook } from "./cache-book.ts";
import { LRUCache } from "./lru-cache.ts";

it("counts what a cache had and what it had to make, under one name", () => {
  const book = createCacheBook();
  const names = new LRUCache<string, string>(2, book.of("names"));
  const others = new LRUCache<string, string>(2, book.of("names"));
  for (const key of ["anna", "anna", "ben"]) names.get(key, () => key.toUpperCase());
  others.get("anna", () => "ANNA");
  expect([...book.all()]).toEqual([["names", { hits: 1, misses: 3 }]]);
});

it("counts what the older half of a cache still had as a hit", () => {
  const book = createCacheBook();
  const cache = new LRUCache<number, number>(1, book.of("numbers"));
  for (const key of [1, 2, 1]) cache.get(key, () => key);
  expect(book.all().get("numbers")).toEqual({ hits: 1, misses: 2 });
});
