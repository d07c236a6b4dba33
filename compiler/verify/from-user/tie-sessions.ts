import type { InputRow, UserInput } from "../../../dsl/testing/user-input.ts";

/**
 * Events of a user whose rule reads events and sessions, but not which belong to which: each is said to be of the session that it falls into. Else
 * the sessions that follow from the events would stand beside those that are given.
 */
export function tieSessions(input: UserInput): UserInput {
  const { events, sessions } = input.sources;
  if (events === undefined || sessions === undefined) return input;
  const sessionAt = (time: InputRow[string] | undefined) =>
    sessions.find(({ started, last_seen: lastSeen }) => isBetween(time, started, lastSeen))?.["label"];
  const tied = events.map((event) => {
    const label = event["session"] === undefined ? sessionAt(event["time"]) : undefined;
    return label === undefined ? event : { ...event, session: { label } };
  });
  return { ...input, sources: { ...input.sources, events: tied } };
}

function isBetween(time: unknown, from: unknown, to: unknown): boolean {
  return typeof time === "number" && typeof from === "number" && time >= from && typeof to === "number" && time <= to;
}
