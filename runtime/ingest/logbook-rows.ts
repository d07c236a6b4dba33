import type { GivenRow } from "../db/statement.ts";
import { iso } from "./iso-time.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { storableText } from "./text.ts";

export const COLLISION = "the id of this user name belongs to another user of this app: the user was given another id";

export const SENSOR_ENDPOINT = "/sensor/";

/** A line for each event that was sent a moment ago. */
export function logbookRows(events: readonly PreparedEvent[], nextId: () => string): readonly GivenRow[] {
  return events
    .filter(({ kept }) => kept === null)
    .map((prepared) => ({
      app_id: prepared.origin.appId,
      logbook_id: nextId(),
      api_key_id: prepared.origin.apiKeyId,
      endpoint: SENSOR_ENDPOINT,
      remote_address: prepared.origin.remoteAddress,
      user_id: prepared.userId,
      event_id: prepared.eventId,
      ...outcome(prepared),
      raw: cleaned(prepared) ?? prepared.raw,
      started: iso(prepared.origin.receivedAt),
    }));
}

/** A line for each event that stands in the inbox, with what the inbox does not say: `KEPT_LINES`. */
export function keptLines(events: readonly PreparedEvent[], nextId: () => string): readonly GivenRow[] {
  return events.flatMap((prepared) =>
    prepared.kept === null
      ? []
      : [
          {
            user_id: prepared.kept,
            event_id: prepared.eventId,
            owner_id: prepared.userId,
            logbook_id: nextId(),
            ...outcome(prepared),
            raw: cleaned(prepared),
          },
        ],
  );
}

function outcome({ accepted, collided }: PreparedEvent) {
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
