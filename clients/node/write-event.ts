import type { Moment, SentEvent, TrackedEvent } from "./event.ts";

/**
 * The event as the server reads it. It is a copy: what the caller does with its object afterwards changes nothing.
 *
 * @throws TypeError, RangeError for what cannot be written as JSON: a circle, a bigint, a date that is none.
 */
export function writeEvent(event: TrackedEvent, now: number): string {
  const { eventTime = now, userCreated } = event;
  const sent: SentEvent = {
    ...event,
    eventTime: instantOf(eventTime),
    userCreated: userCreated === undefined ? undefined : instantOf(userCreated),
  };
  return JSON.stringify(sent);
}

/** A text is left as it is: the server says what is wrong with it. */
function instantOf(moment: Moment): string {
  return typeof moment === "string" ? moment : new Date(moment).toISOString();
}
