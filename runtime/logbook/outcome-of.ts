import type { PreparedEvent } from "../ingest/prepared-event.ts";
import type { Repeated } from "../ingest/repeated-events.ts";

/** What became of an event of a batch that was stored. */
export function outcomeOf(
  { accepted, collided, eventId }: PreparedEvent,
  repeated: Repeated,
): "stored" | "corrected" | "repeated" {
  if (repeated.has(eventId)) return "repeated";
  return collided || accepted.corrections.length > 0 ? "corrected" : "stored";
}
