import type { GivenRow } from "../db/statement.ts";
import { iso } from "./iso-time.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { storableText } from "./text.ts";

export const COLLISION = "the id of this user name belongs to another user of this app: the user was given another id";

/** A line for each event of a batch. */
export function logbookRows(events: readonly PreparedEvent[], nextId: () => string): readonly GivenRow[] {
  return events.map(({ origin, accepted, userId, eventId, collided }) => {
    const corrections = accepted.corrections.map(({ message }) => message);
    const messages = collided ? [COLLISION, ...corrections] : corrections;
    return {
      app_id: origin.appId,
      logbook_id: nextId(),
      api_key_id: origin.apiKeyId,
      endpoint: "/sensor/",
      remote_address: origin.remoteAddress,
      user_id: userId,
      event_id: eventId,
      outcome: messages.length === 0 ? "stored" : "corrected",
      messages: messages.length === 0 ? null : JSON.stringify(messages),
      raw: rawJson(accepted.raw),
      started: iso(origin.receivedAt),
    };
  });
}

/** How JSON writes what no database column takes: NUL and lone surrogates (and a text that only looks so). */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** What was sent may hold characters that no database column takes. */
export function rawJson(raw: Readonly<Record<string, string>>): string {
  const json = JSON.stringify(raw);
  if (!MAY_BE_UNSTORABLE.test(json)) return json;
  return JSON.stringify(Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, storableText(value)])));
}
