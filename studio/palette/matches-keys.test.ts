import { expect, it } from "vitest";
import { matchesKeys } from "./matches-keys.ts";

const NOTHING = { key: "", code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (event: Partial<typeof NOTHING>) => ({ ...NOTHING, ...event });

it.each([
  ["mod+K", { key: "k", ctrlKey: true }, true],
  ["mod+K", { key: "k", metaKey: true }, true],
  ["mod+K", { key: "k" }, false],
  ["mod+K", { key: "K", ctrlKey: true, shiftKey: true }, false],
  ["mod+shift+O", { key: "O", ctrlKey: true, shiftKey: true }, true],
  ["alt+W", { key: "∑", code: "KeyW", altKey: true }, true],
  ["alt+PageDown", { key: "PageDown", altKey: true }, true],
  ["alt+PageDown", { key: "PageDown" }, false],
  ["mod+\\", { key: "\\", ctrlKey: true }, true],
  ["?", { key: "?", shiftKey: true }, true],
  ["?", { key: "?", ctrlKey: true }, false],
] as const)("knows %s among key presses: %j", (keys, event, expected) =>
  expect(matchesKeys(press(event), keys)).toBe(expected),
);
