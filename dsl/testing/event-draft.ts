import type { InputRow } from "./user-input.ts";

/** A given event with its place in time; `index` is its place in the test, which breaks ties: later means newer. */
export interface EventDraft {
  readonly index: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly given: InputRow;
}

/** The given events up to `asOf`, oldest first; one without a time happens at that moment. */
export function readEvents(events: readonly InputRow[], asOf: number): readonly EventDraft[] {
  return events
    .map((given, index) => ({ index, given, time: typeof given["time"] === "number" ? given["time"] : asOf }))
    .filter(({ time }) => time <= asOf)
    .toSorted((a, b) => a.time - b.time || a.index - b.index);
}

/** First and last use, and how often, over the events that share something. */
export interface Use {
  readonly first_seen: number;
  readonly last_seen: number;
  readonly event_count: number;
}

/** Of no events: one use at `asOf`. */
export function useOf(events: readonly EventDraft[], asOf: number): Use {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return { first_seen: asOf, last_seen: asOf, event_count: 1 };
  return { first_seen: first.time, last_seen: last.time, event_count: events.length };
}
