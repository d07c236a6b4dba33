import type { Accepted } from "./accepted-event.ts";
import { isDatabaseUnavailable } from "./database-failures.ts";

/** Where a request came from, for the logbook. */
export interface RequestOrigin {
  readonly appId: number;
  readonly apiKeyId: number;
  /** The path that was asked. */
  readonly endpoint: string;
  /** Of the HTTP client, not of the person. */
  readonly remoteAddress: string | null;
  /** The sender's own of the request, at most 36 characters. */
  readonly traceId: string | null;
  /** Milliseconds. */
  readonly receivedAt: number;
}

/** The event is safe, and is or will be stored; said after COMMIT only. */
export interface Ack {
  /** As far as is known: a user whose id turns out to be another's is given one more. */
  readonly userId: string;
  /** Of an event that was sent again: that of the one which is stored. */
  readonly eventId: string;
  /** The same event was stored before. Under load that is found out after the answer, if nobody waits for it. */
  readonly repeated: boolean;
}

export interface SubmitOptions {
  /** Not safe alone but stored, with all that follows from it: for who asks about the user next. */
  readonly untilStored?: boolean;
}

export interface Ingest {
  /**
   * Keeps the event with others of the same moment and resolves after COMMIT. Under load that is before it is stored with all that
   * follows from it, unless that is asked for: `settle` waits for that, too.
   * @throws IngestUnavailable when the database cannot work or ingest was closed (the caller answers 503), IngestFull when too much waits.
   */
  submit(origin: RequestOrigin, accepted: Accepted, options?: SubmitOptions): Promise<Ack>;
  /** Takes over, now and every other second, what processes that ended left in the inbox. */
  start(): void;
  /** Stores what others acknowledged before this moment (milliseconds) and did not store: resolves when it is queued here. */
  takeOver(receivedBefore: number): Promise<void>;
  /** How many events are in memory, their senders waiting for an answer. */
  waiting(): number;
  /** How many events this process has acknowledged and not stored yet. */
  backlog(): number;
  /** A user was erased, perhaps by another process: gives up what is remembered of them. */
  forget(userId: string): void;
  /** Resolves when everything that was submitted is stored. */
  settle(): Promise<void>;
  /** Takes no more events; resolves when all that were taken are stored, or the database is away: then they wait in the inbox. */
  close(): Promise<void>;
}

/** The store cannot take events now. */
export class IngestUnavailable extends Error {
  override readonly name: string = "IngestUnavailable";
}

/** More events wait than this process may hold: it takes none until some of them are stored. */
export class IngestFull extends IngestUnavailable {
  override readonly name = "IngestFull";
}

/** What the sender is told of a failure of the database. */
export function refusalOf(error: unknown): Error {
  return isDatabaseUnavailable(error)
    ? new IngestUnavailable("the database cannot work now", { cause: error })
    : new Error("the event could not be stored", { cause: error });
}
