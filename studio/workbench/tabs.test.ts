import { expect, it } from "vitest";
import { besideTab, closeTab, openTab } from "./tabs.ts";

it("opens a tab behind the one that it comes from, once", () => {
  expect(openTab(["a", "b"], "c", "a")).toEqual(["a", "c", "b"]);
  expect(openTab(["a", "b"], "c", undefined)).toEqual(["a", "b", "c"]);
  expect(openTab(["a", "b"], "b", "a")).toEqual(["a", "b"]);
});

it("closes a tab and shows the one behind it, or before it at the end", () => {
  expect(closeTab(["a", "b", "c"], "b")).toEqual({ tabs: ["a", "c"], next: "c" });
  expect(closeTab(["a", "b"], "b")).toEqual({ tabs: ["a"], next: "a" });
  expect(closeTab(["a"], "a")).toEqual({ tabs: [], next: undefined });
});

it("goes around the ends", () => {
  const tabs = ["a", "b", "c"];
  expect(tabs.map((path) => besideTab(tabs, path, 1))).toEqual(["b", "c", "a"]);
  expect(tabs.map((path) => besideTab(tabs, path, -1))).toEqual(["c", "a", "b"]);
  expect(besideTab([], undefined, 1)).toBeUndefined();
});
