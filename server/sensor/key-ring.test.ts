import { expect, it } from "vitest";
import { createKeyRing, REMEMBERED_MS } from "./key-ring.ts";

function ringOver(keys: Record<string, number>) {
  const clock = { now: 0 };
  const asked: string[] = [];
  const store = { keys, fails: false };
  const ring = createKeyRing<number>(
    async (key) => {
      asked.push(key);
      if (store.fails) throw new Error("no database");
      return store.keys[key] ?? null;
    },
    () => clock.now,
  );
  return { ring, clock, asked, store };
}

it("asks once for many requests of one key", async () => {
  const { ring, asked } = ringOver({ a: 1 });
  const found = await Promise.all([ring.find("a"), ring.find("a"), ring.find("b"), ring.find("a")]);
  expect(found).toEqual([1, 1, null, 1]);
  expect(asked).toEqual(["a", "b"]);
});

it("notices a revoked key after the time it remembers", async () => {
  const { ring, clock, store } = ringOver({ a: 1 });
  await ring.find("a");
  store.keys = {};
  clock.now = REMEMBERED_MS - 1;
  expect(await ring.find("a")).toBe(1);
  clock.now = REMEMBERED_MS;
  expect(await ring.find("a")).toBeNull();
});

it("forgets a question that failed", async () => {
  const { ring, store } = ringOver({ a: 1 });
  store.fails = true;
  await expect(ring.find("a")).rejects.toThrow("no database");
  store.fails = false;
  expect(await ring.find("a")).toBe(1);
});

it("asks again about keys that it was told to forget", async () => {
  const { ring, asked, store } = ringOver({ a: 1 });
  await ring.find("a");
  store.keys = {};
  ring.forget();
  expect(await ring.find("a")).toBeNull();
  expect(asked).toEqual(["a", "a"]);
});
