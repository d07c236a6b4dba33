import { expect, it } from "vitest";
import { readDrafts, writeDrafts, type DraftStorage } from "./draft-storage.ts";
import type { LocalDrafts } from "./draft-sync.ts";

function storageHolding(initial: string | null): DraftStorage {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? initial,
    setItem: (key, value) => void held.set(key, value),
  };
}

const DRAFTS: LocalDrafts = new Map([
  ["ip/I01_tor.tocsin", { text: "rule I01", basedOn: "abc", version: 3, status: "saved" }],
  ["ip/I02_vpn.tocsin", { text: null, basedOn: null, version: null, status: "waiting" }],
]);

it("gives back the drafts that were written, to their owner only", () => {
  const storage = storageHolding(null);
  writeDrafts(storage, "anna", DRAFTS);
  expect(readDrafts(storage, "anna")).toEqual(DRAFTS);
  expect(readDrafts(storage, "bert")).toEqual(new Map());
});

it.each(["", "{", "[1]", '{"a":"b"}', '[["a","b"]]'])(
  "starts without drafts from the foreign content %j",
  (content) => {
    expect(readDrafts(storageHolding(content), "anna")).toEqual(new Map());
  },
);

it("survives a storage that refuses", () => {
  const refusing: DraftStorage = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(readDrafts(refusing, "anna")).toEqual(new Map());
  expect(() => writeDrafts(refusing, "anna", DRAFTS)).not.toThrow();
});
