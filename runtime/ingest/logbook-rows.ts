import type { GivenRow } from "../db/statement.ts";
import { iso } from "./iso-time.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { Repeated } from "./repeated-events.ts";
import { storableText } from "./text.ts";

export const COLLISION = "the id of this user name belongs to another user of this app: the user was given another id";

/** Said of an event that is not stored because it is: the line points to the one that is. */
export const REPEATED = "the same event was sent before, with the same X-Request-Id";

export const SENSOR_ENDPOINT = "/sensor/";

/** A line for each event that was sent a moment ago. */
export function logbookRows(
  events: readonly PreparedEvent[],
  repeated: Repeated,
  nextId: () => string,
): readonly GivenRow[] {
  return events
    .filter(({ kept }) => kept === null)
    .map((prepared) => ({
      app_id: prepared.origin.appId,
      logbook_id: nextId(),
      api_key_id: prepared.origin.apiKeyId,
      endpoint: prepared.origin.endpoint,
      remote_address: prepared.origin.remoteAddress,
      user_id: prepared.userId,
      event_id: repeated.get(prepared.eventId) ?? prepared.eventId,
      ...outcome(prepared, repeated),
      raw: cleaned(prepared) ?? prepared.raw,
      started: iso(prepared.origin.receivedAt),
    }));
}

/** A line for each event that stands in the inbox, with what the inbox does not say: `KEPT_LINES`. */
export function keptLines(
  events: readonly PreparedEvent[],
  repeated: Repeated,
  nextId: () => string,
): readonly GivenRow[] {
  return events.flatMap((prepared) =>
    prepared.kept === null
      ? []
      : [
          {
            user_id: prepared.kept,
            event_id: prepared.eventId,
            owner_id: prepared.userId,
            stored_id: repeated.get(prepared.eventId) ?? prepared.eventId,
            logbook_id: nextId(),
            endpoint: prepared.origin.endpoint,
            ...outcome(prepared, repeated),
            raw: cleaned(prepared),
          },
        ],
  );
}

function outcome({ accepted, collided, eventId }: PreparedEvent, repeated: Repeated) {
  if (repeated.has(eventId)) return { outcome: "repeated", messages: JSON.stringify([REPEATED]) };
  const corrections = accepted.corrections.map(({ message }) => message);
  const messages = collided ? [COLLISION, ...corrections] : corrections;
  return messages.length === 0
    ? { outcome: "stored", messages: null }
    : { outcome: "corrected", messages: JSON.stringify(messages) };
}

/** How JSON writes what no database column takes: NUL and lone surrogates (and a text that only looks so). */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Null when what was sent can be stored as it is. */
function cleaned({ accepted, raw }: PreparedEvent): string | null {
  return MAY_BE_UNSTORABLE.test(raw) ? storableJson(accepted.raw) : null;
}

/** What was sent may hold characters that no database column takes. */
export function storableJson(raw: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, storableText(value)])));
}
