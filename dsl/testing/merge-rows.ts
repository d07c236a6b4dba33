import type { EventDraft } from "./event-draft.ts";
import type { InputRow } from "./user-input.ts";

/** One row of a source while it is put together: what is said about it anywhere, and the events that use it. */
export interface RowDraft {
  readonly key: string;
  readonly given: InputRow;
  readonly events: readonly EventDraft[];
}

export interface Mention {
  readonly key: string;
  readonly given: InputRow;
  /** The event that mentions it; null for a row given on its own, which wins. */
  readonly event: EventDraft | null;
}

/** Joins the mentions of the same row, in the order of the first one. Later mentions win, rows given on their own win over all. */
export function mergeRows(mentions: readonly Mention[]): readonly RowDraft[] {
  const drafts = new Map<string, { given: InputRow; events: EventDraft[] }>();
  const own = mentions.filter(({ event }) => event === null);
  const byEvents = mentions.filter(({ event }) => event !== null);
  for (const { key, given, event } of [...byEvents, ...own]) {
    const draft = drafts.get(key) ?? { given: {}, events: [] };
    draft.given = { ...draft.given, ...given };
    if (event !== null) draft.events.push(event);
    drafts.set(key, draft);
  }
  return [...drafts].map(([key, draft]) => ({ key, ...draft }));
}
