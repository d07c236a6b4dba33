import type { GivenRow } from "../db/statement.ts";
import { HIDDEN, hideSecrets } from "../logbook/hide-secrets.ts";
import { outcomeOf } from "../logbook/outcome-of.ts";
import type { RawFields } from "./accepted-event.ts";
import { iso } from "./iso-time.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { Repeated } from "./repeated-events.ts";
import { storableText } from "./text.ts";

export const COLLISION = "the id of this user name belongs to another user of this app: the user was given another id";

/** Said of an event that is not stored because it is: the line points to the one that is. */
export const REPEATED = "the same event was sent before, with the same X-Request-Id";

export const SENSOR_ENDPOINT = "/sensor/";

/** A line for each event that was sent a moment ago, without what is nobody's to read. It is answered when the batch is stored. */
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
            ended: endOf(prepared),
          },
        ],
  );
}

/** When the sender was answered, as far as that is known. Who waits for the batch is answered in a moment. */
function endOf({ answered }: PreparedEvent): string | null {
  return answered === "unknown" ? null : iso(answered === "when stored" ? Date.now() : answered);
}

function outcome(prepared: PreparedEvent, repeated: Repeated) {
  const outcome = outcomeOf(prepared, repeated);
  if (outcome === "repeated") return { outcome, messages: JSON.stringify([REPEATED]) };
  const corrections = correctionsOf(prepared);
  const messages = prepared.collided ? [COLLISION, ...corrections] : corrections;
  return { outcome, messages: messages.length === 0 ? null : JSON.stringify(messages) };
}

/** Without the text that a field had when something in it is hidden. */
function correctionsOf({ accepted: { corrections, raw } }: PreparedEvent): readonly string[] {
  if (corrections.length === 0) return [];
  const safe: RawFields = hideSecrets(raw);
  return corrections.map(({ field, message }) =>
    safe[field] === raw[field] ? message : message.replace(/`.*`/s, `\`${HIDDEN}\``),
  );
}

/** How JSON writes what no database column takes: NUL and lone surrogates (and a text that only looks so). */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Null when what was sent can be stored as it is. */
function cleaned({ accepted, raw }: PreparedEvent): string | null {
  const safe = hideSecrets(accepted.raw);
  return safe !== accepted.raw || MAY_BE_UNSTORABLE.test(raw) ? storableJson(safe) : null;
}

/** What was sent may hold characters that no database column takes. */
function storableJson(raw: RawFields): string {
  return JSON.stringify(Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, storableText(value)])));
}
