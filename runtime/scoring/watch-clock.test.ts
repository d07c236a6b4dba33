import { expect, it } from "vitest";
import { watchClock } from "./watch-clock.ts";

it("tells of a clock that was set back, once, and of the first look", () => {
  let [now, steady] = [100_000, 0];
  const watch = watchClock(
    () => now,
    () => steady,
  );
  const look = (seconds: number, jump = 0) => {
    steady += seconds * 1000;
    now += seconds * 1000 + jump;
    return watch.wasSetBack();
  };
  expect([look(0), look(1), look(60), look(1, 3_600_000), look(1), look(1, -3_600_000), look(1)]).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
    false,
  ]);
});
