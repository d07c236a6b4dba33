import { expect, it } from "vitest";
import { createAnswerCache } from "./answer-cache.ts";

it("remembers an answer until its time is over", () => {
  const cache = createAnswerCache(10);
  cache.set("anna", true, 100);
  expect([0, 99, 100].map((now) => cache.get("anna", now))).toEqual([true, true, undefined]);
  expect(cache.size()).toBe(0);
});

it("forgets what was used least recently", () => {
  const cache = createAnswerCache(2);
  cache.set("a", true, 100);
  cache.set("b", false, 100);
  cache.get("a", 0);
  cache.set("c", true, 100);
  expect(["a", "b", "c"].map((value) => cache.get(value, 0))).toEqual([true, undefined, true]);
});
