import { expect, it } from "vitest";
import { createRememberedMakers } from "./remembered-makers.ts";

it("hands out what the plan before had as well, and forgets what two plans did not ask for", () => {
  const makers = createRememberedMakers();
  const of = (word: string) => makers.next().createNeedleTest("contains", [word], false);
  const first = of("a");
  expect(of("a")).toBe(first);
  expect([first("xax"), first("xbx")]).toEqual([true, false]);
  expect(of("b")).not.toBe(first);
  of("b");
  expect(of("a")).not.toBe(first);
});

it("takes nothing for the same that is only alike", () => {
  const { createNeedleTest, createNetworkSet } = createRememberedMakers().next();
  const exact = createNeedleTest("contains", ["A"], false);
  expect(createNeedleTest("contains", ["A"], true)).not.toBe(exact);
  expect(createNeedleTest("starts_with", ["A"], false)).not.toBe(exact);
  expect(createNeedleTest("contains", ["A", "B"], false)).not.toBe(exact);
  expect(createNetworkSet(["9.9.9.0/24"])).toBe(createNetworkSet(["9.9.9.0/24"]));
  expect(createNetworkSet(["9.9.9.0/24"])).not.toBe(createNetworkSet(["9.9.8.0/24"]));
});
