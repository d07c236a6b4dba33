import type { GivenRow } from "../db/statement.ts";
import { iso } from "./iso-time.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { storableText } from "./text.ts";

export const COLLISION = "another user of this app has the same id: the event was not stored";

/** A line for each event of a batch, also for those that collided. */
export function logbookRows(
  events: readonly PreparedEvent[],
  collisions: ReadonlySet<string>,
  nextId: () => string,
): readonly GivenRow[] {
  return events.map(({ origin, accepted, userId, eventId }) => {
    const collision = collisions.has(eventId);
    const messages = collision ? [COLLISION] : accepted.corrections.map(({ message }) => message);
    return {
      app_id: origin.appId,
      logbook_id: nextId(),
      api_key_id: origin.apiKeyId,
      endpoint: "/sensor/",
      remote_address: origin.remoteAddress,
      user_id: collision ? null : userId,
      event_id: collision ? null : eventId,
      outcome: collision ? "failed" : messages.length === 0 ? "stored" : "corrected",
      messages: messages.length === 0 ? null : JSON.stringify(messages),
      raw: rawJson(accepted.raw),
      started: iso(origin.receivedAt),
    };
  });
}

/** What was sent may hold characters that no database column takes. */
export function rawJson(raw: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, storableText(value)])));
}
