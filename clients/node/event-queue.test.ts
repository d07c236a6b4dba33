import { expect, it } from "vitest";
import { createEventQueue } from "./event-queue.ts";

const ALL = { events: 1000, bytes: 1e6 };

it("gives back what was put in first, in order", () => {
  const queue = createEventQueue(ALL);
  for (const event of ["a", "b", "c"]) queue.push(event);
  expect(queue.take({ ...ALL, events: 2 })).toEqual(["a", "b"]);
  expect(queue.take(ALL)).toEqual(["c"]);
  expect(queue.take(ALL)).toEqual([]);
});

it("takes no more events than it has room for, and goes on when there is room again", () => {
  const queue = createEventQueue({ ...ALL, events: 2 });
  expect(["a", "b", "c"].map((event) => queue.push(event))).toEqual([true, true, false]);
  queue.take({ ...ALL, events: 1 });
  expect(["d", "e"].map((event) => queue.push(event))).toEqual([true, false]);
  expect(queue.take(ALL)).toEqual(["b", "d"]);
});

it("counts bytes of UTF-8, not characters", () => {
  const queue = createEventQueue({ ...ALL, bytes: 6 });
  expect(["éé", "éé", "é"].map((event) => queue.push(event))).toEqual([true, false, true]);
  expect(queue.take({ ...ALL, bytes: 5 })).toEqual(["éé"]);
});

it("takes an event that alone is larger than a request should be", () => {
  const queue = createEventQueue(ALL);
  for (const event of ["large", "b"]) queue.push(event);
  expect(queue.take({ ...ALL, bytes: 2 })).toEqual(["large"]);
});
