import { expect, it } from "vitest";
import { createRowIds } from "./row-ids.ts";

it("rises within a millisecond, over the end of the counter and when the clock goes back", () => {
  let now = Date.UTC(2026, 0, 1);
  const next = createRowIds(() => now, 5);
  const ids = Array.from({ length: 5000 }, () => BigInt(next()));
  now -= 60_000;
  ids.push(BigInt(next()));
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))).toBe(true);
  expect((ids.at(-1) ?? 0n) < 1n << 63n).toBe(true);
});
