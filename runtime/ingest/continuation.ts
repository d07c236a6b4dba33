import type { GivenRow } from "../db/statement.ts";
import type { AssignedSessions, SessionRow } from "./assign-sessions.ts";
import { OWN_KINDS, OWN_TABLES } from "./own-kinds.ts";
import { ownKey, type KnownUser } from "./known-users.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/**
 * What a batch added to a user who goes on as before: in the same session, with addresses, a device, an e-mail address and a number that
 * the user had, changing no field. Whoever has the user's rows of before knows by it what they are now.
 */
export interface Continuation {
  readonly userId: string;
  /** The revision that the user had. */
  readonly before: string;
  readonly after: string;
  /** In the order of their arrival. */
  readonly events: readonly ContinuedEvent[];
  /** The sessions of the events, as they are now. */
  readonly sessions: readonly SessionRow[];
  /** What is told of the user: a row of `USER_CHANGES`. */
  readonly change: GivenRow;
}

interface ContinuedEvent {
  readonly prepared: PreparedEvent;
  readonly sessionId: string;
}

export interface Continued {
  readonly userId: string;
  readonly own: readonly PreparedEvent[];
  readonly known: KnownUser;
  readonly sessions: AssignedSessions;
}

/** Null for a user of whom the batch writes more. */
export function continuationOf(
  { userId, own, known, sessions }: Continued,
  { after, change }: { readonly after: string; readonly change: GivenRow },
): Continuation | null {
  const { revision } = known.stored;
  if (revision === null || change["recount_countries"] === true) return null;
  if (sessions.touched.some(({ isNew }) => isNew) || !own.every((prepared) => bringsNothing(prepared, known)))
    return null;
  const events = own.flatMap((prepared) => {
    const sessionId = sessions.sessionOf.get(prepared.eventId);
    return sessionId === undefined ? [] : [{ prepared, sessionId }];
  });
  return { userId, before: revision, after, events, sessions: sessions.touched, change };
}

function bringsNothing(prepared: PreparedEvent, { values }: KnownUser): boolean {
  if (prepared.event.type === "field_edit") return false;
  return OWN_KINDS.every((kind) => {
    const value = OWN_TABLES[kind].valueOf(prepared);
    return value === null || values.get(ownKey(kind, value))?.had === true;
  });
}
