import { z } from "zod";
import type { LocalDraft, LocalDrafts } from "./draft-sync.ts";

/** The beginning of the name under which a tab keeps drafts; whose they are follows. */
const PREFIX = "tocsin-drafts:";

const Stored = z.array(
  z.tuple([
    z.string(),
    z.object({
      text: z.string().nullable(),
      basedOn: z.string().nullable(),
      version: z.int().nullable(),
      saved: z.boolean(),
    }),
  ]),
);

/** What a browser's storage offers; it may refuse (private windows, quota), and drafts then live in memory and on the server only. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

/** `owner` tells operators and apps apart: one tab may see several. */
export function readDrafts(storage: DraftStorage, owner: string): LocalDrafts {
  try {
    const stored = Stored.parse(JSON.parse(storage.getItem(PREFIX + owner) ?? "[]"));
    // What was on its way when the page went has not been heard of: it is sent again.
    return new Map(
      stored.map(([path, { saved, ...draft }]) => [path, { ...draft, status: saved ? "saved" : "waiting" }]),
    );
  } catch {
    return new Map();
  }
}

export function writeDrafts(storage: DraftStorage, owner: string, drafts: LocalDrafts): void {
  try {
    storage.setItem(PREFIX + owner, JSON.stringify([...drafts].map(([path, draft]) => [path, storedOf(draft)])));
  } catch {
    // The draft stays in memory, and reaches the server a moment later.
  }
}

function storedOf({ text, basedOn, version, status }: LocalDraft) {
  return { text, basedOn, version, saved: status === "saved" };
}
