/** What ingest must know of a locked user before it can write. Times in milliseconds. */
export interface StoredUser {
  readonly userId: string;
  readonly name: string;
  /** Null for a user who was made for this batch. */
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
