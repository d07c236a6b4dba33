import type { Owner } from "./owner.ts";

/** What ingest must know of a user before it can write. Times in milliseconds. */
export interface StoredUser {
  readonly userId: string;
  /** Null when there is no such user yet: the batch makes them. */
  readonly owner: Owner | null;
  /** Null when there is no such user yet. */
  readonly revision: string | null;
  /** Null for a user without events. */
  readonly lastSeen: number | null;
  readonly session: StoredSession | null;
}

/** The session that the user's next event may continue. */
export interface StoredSession {
  readonly sessionId: string;
  readonly started: number;
  readonly lastSeen: number;
  readonly eventCount: number;
  readonly addresses: readonly string[];
  readonly deviceIds: readonly string[];
  readonly countries: readonly string[];
}
