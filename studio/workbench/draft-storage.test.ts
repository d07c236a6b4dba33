import { expect, it } from "vitest";
import { readDrafts, writeDrafts, type DraftStorage } from "./draft-storage.ts";

function storageHolding(initial: string | null): DraftStorage {
  let held = initial;
  return {
    getItem: () => held,
    setItem: (_, value) => {
      held = value;
    },
  };
}

it("gives back the drafts that were written", () => {
  const storage = storageHolding(null);
  const drafts = new Map([["ip/I01_tor.tocsin", "rule I01"]]);
  writeDrafts(storage, drafts);
  expect(readDrafts(storage)).toEqual(drafts);
});

it.each(["", "{", "[1]", '{"a":"b"}'])("starts without drafts from the foreign content %j", (content) => {
  expect(readDrafts(storageHolding(content))).toEqual(new Map());
});

it("survives a storage that refuses", () => {
  const refusing: DraftStorage = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(readDrafts(refusing)).toEqual(new Map());
  expect(() => writeDrafts(refusing, new Map([["a", "b"]]))).not.toThrow();
});
