import { z } from "zod";

export type Drafts = ReadonlyMap<string, string>;

const KEY = "tocsin-drafts";
const Stored = z.array(z.tuple([z.string(), z.string()]));

/** What a browser's storage offers; it may refuse (private windows, quota), and drafts then live in memory only. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

export function readDrafts(storage: DraftStorage): Drafts {
  try {
    return new Map(Stored.parse(JSON.parse(storage.getItem(KEY) ?? "[]")));
  } catch {
    return new Map();
  }
}

export function writeDrafts(storage: DraftStorage, drafts: Drafts): void {
  try {
    storage.setItem(KEY, JSON.stringify([...drafts]));
  } catch {
    // The draft stays in memory; losing it on reload is the browser's choice.
  }
}
