import { expect, it } from "vitest";
import { createUnscoredEvents } from "./unscored-events.ts";

function unscoredAt(start: number) {
  let now = start;
  const unscored = createUnscoredEvents(() => now);
  return { unscored, at: (moment: number) => (now = moment) };
}

it("counts from the first event that no score has seen", () => {
  const { unscored, at } = unscoredAt(100);
  unscored.acknowledged(new Map([["anna", 90]]));
  unscored.acknowledged(
    new Map([
      ["anna", 100],
      ["ben", 95],
    ]),
  );
  at(150);
  expect(unscored.longestWait()).toBe(60);
  expect(unscored.scored("anna")).toBe(60);
  expect(unscored.scored("anna")).toBeNull();
  expect(unscored.longestWait()).toBe(55);
});

it("forgets who is gone", () => {
  const { unscored } = unscoredAt(10);
  unscored.acknowledged(
    new Map([
      ["anna", 5],
      ["ben", 6],
    ]),
  );
  unscored.forget("anna");
  expect(unscored.scored("anna")).toBeNull();
  unscored.clear();
  expect(unscored.longestWait()).toBeNull();
});
