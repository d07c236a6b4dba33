import { expect, it } from "vitest";
import { keptUndo } from "./settings-storage.ts";

function memory(given: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(given));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const settings = { preset: null, thresholds: { review: 33, blacklist: null }, weights: { A01: 20 } };
const undo = { before: settings, after: { ...settings, weights: {} } };

it("keeps the change of each app until it is forgotten", () => {
  const storage = memory();
  keptUndo.write(storage, "shop", undo);
  expect([keptUndo.read(storage, "shop"), keptUndo.read(storage, "bank")]).toEqual([undo, null]);
  keptUndo.write(storage, "shop", null);
  expect(keptUndo.read(storage, "shop")).toBeNull();
});

it("takes what it cannot read for nothing", () => {
  expect(keptUndo.read(memory({ "tocsin-weights-undo:shop": '{"before":1}' }), "shop")).toBeNull();
  expect(keptUndo.read(memory({ "tocsin-weights-undo:shop": "{" }), "shop")).toBeNull();
});

it("goes on where the storage refuses", () => {
  const refuse = () => {
    throw new Error("quota");
  };
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  keptUndo.write(storage, "shop", undo);
  expect(keptUndo.read(storage, "shop")).toBeNull();
});
