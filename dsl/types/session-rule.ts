/** A session ends after this pause between two events, in milliseconds. */
export const SESSION_IDLE_MS = 30 * 60_000;
/** A session that already spans more than this takes no further event, in milliseconds. */
export const SESSION_LENGTH_MS = 4 * 60 * 60_000;

/** The current session of a user, as ingest and tests keep it. Milliseconds since the epoch. */
export interface SessionState {
  readonly started: number;
  readonly lastSeen: number;
}

/**
 * Whether an event opens a new session, judged in the order of arrival: when there is none, when the event is more
 * than 30 minutes away from `userLastSeen` (the largest event time so far) in either direction, or when the current
 * session already spans more than four hours. Times are milliseconds since the epoch.
 */
export function opensSession(current: SessionState | null, userLastSeen: number | null, eventTime: number): boolean {
  if (current === null || userLastSeen === null) return true;
  if (Math.abs(eventTime - userLastSeen) > SESSION_IDLE_MS) return true;
  return current.lastSeen - current.started > SESSION_LENGTH_MS;
}

/** The session after it took an event: its bounds only grow. */
export function extendSession(current: SessionState, eventTime: number): SessionState {
  return {
    started: Math.min(current.started, eventTime),
    lastSeen: Math.max(current.lastSeen, eventTime),
  };
}
