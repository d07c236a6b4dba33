import { expect, it } from "vitest";
import { createUrgentUsers } from "./urgent-users.ts";

it("answers all who ask for a user with one judgement, first come first", async () => {
  const urgent = createUrgentUsers<number>();
  const asked = ["1", "2", "1", "3"].map((userId) => urgent.ask(userId));
  const taken = urgent.take(2);
  expect([taken.userIds, urgent.size]).toEqual([["1", "2"], 1]);
  const later = urgent.ask("1");
  taken.answer(new Map([["1", 10]]));
  expect(await Promise.all(asked.slice(0, 3))).toEqual([10, undefined, 10]);
  expect(urgent.take(5).userIds).toEqual(["3", "1"]);
  const left = urgent.ask("4");
  urgent.fail(new Error("stopped"));
  await expect(left).rejects.toThrow("stopped");
  await expect(Promise.race([later, Promise.resolve("waits")])).resolves.toBe("waits");
});

it("tells who waits that a round failed", async () => {
  const urgent = createUrgentUsers<number>();
  const asked = urgent.ask("1");
  urgent.take(1).fail(new Error("the database is away"));
  await expect(asked).rejects.toThrow("the database is away");
  expect(urgent.take(1).userIds).toEqual([]);
});
