import type { GivenRow, LayeredRow } from "../db/statement.ts";
import type { AssignedSessions, SessionRow } from "./assign-sessions.ts";
import { OWN_KINDS, OWN_TABLES, type OwnKind } from "./own-kinds.ts";
import { ownKey, type KnownUser } from "./known-users.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { BatchRows } from "./write-statement.ts";

/**
 * What a batch added to a user who changes no field. Whoever has the user's rows of before knows by it what they are now, but for what only
 * the database can tell ({@link NewsAnswer}).
 */
export interface Continuation {
  readonly userId: string;
  /** The revision that the user had; null of a user whom the batch made. */
  readonly before: string | null;
  readonly after: string;
  /** In the order of their arrival. */
  readonly events: readonly ContinuedEvent[];
  /** The sessions of the events, as they are now. */
  readonly sessions: readonly SessionRow[];
  /** What is told of the user: a row of `USER_CHANGES`, or of `NEW_USERS`. */
  readonly change: GivenRow;
  /** What of theirs was written whole: all that is new, and with a new session what they have had. */
  readonly things: readonly OwnThing[];
  /** Null when nothing was written whole. */
  readonly answer: NewsAnswer | null;
}

interface ContinuedEvent {
  readonly prepared: PreparedEvent;
  readonly sessionId: string;
}

export interface OwnThing {
  readonly kind: OwnKind;
  readonly value: string;
  /** The user had it before. */
  readonly had: boolean;
  /** As it was given to the database. */
  readonly row: LayeredRow;
}

/** What the database says of a user's news. */
export interface NewsAnswer {
  /** Of a user whose countries were counted again. */
  readonly countryCount: number | null;
  /** Of addresses, e-mails and numbers that were written whole, by `ownKey`: what they copy from the shared ones. */
  readonly flags: ReadonlyMap<string, SharedFlags>;
}

export interface SharedFlags {
  readonly blacklisted: boolean;
  /** Null of an e-mail address. */
  readonly userCount: number | null;
}

export interface Continued {
  readonly userId: string;
  readonly own: readonly PreparedEvent[];
  readonly known: KnownUser;
  readonly sessions: AssignedSessions;
}

interface After {
  readonly after: string;
  readonly change: GivenRow;
  readonly things: readonly OwnThing[];
}

/** Null for a user of whom the batch writes what no continuation tells: changes of fields. */
export function continuationOf(
  { userId, own, known, sessions }: Continued,
  { after, change, things }: After,
): Continuation | null {
  if (own.some(({ event }) => event.type === "field_edit")) return null;
  const events = own.flatMap((prepared) => {
    const sessionId = sessions.sessionOf.get(prepared.eventId);
    return sessionId === undefined ? [] : [{ prepared, sessionId }];
  });
  const before = known.stored.revision;
  return { userId, before, after, events, sessions: sessions.touched, change, things, answer: null };
}

/** By user, what a batch writes whole. */
export function thingsByUser(
  rows: Pick<BatchRows, (typeof OWN_TABLES)[OwnKind]["table"]>,
  before: ReadonlyMap<string, KnownUser>,
): ReadonlyMap<string, readonly OwnThing[]> {
  const byUser = new Map<string, OwnThing[]>();
  for (const kind of OWN_KINDS) {
    const { table, column } = OWN_TABLES[kind];
    for (const row of rows[table]) {
      const [userId, value] = [String(givenOf(row, "user_id")), String(givenOf(row, column))];
      const had = before.get(userId)?.values.get(ownKey(kind, value))?.had === true;
      const things = byUser.get(userId);
      if (things === undefined) byUser.set(userId, [{ kind, value, had, row }]);
      else things.push({ kind, value, had, row });
    }
  }
  return byUser;
}

/** A column of a row that is given in parts; undefined when none of them has it. */
export function givenOf(row: LayeredRow, column: string): unknown {
  const part = row.find((each) => column in each) as GivenRow | undefined;
  return part?.[column];
}
