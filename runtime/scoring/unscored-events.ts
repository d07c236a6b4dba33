/** Since when users wait for a score that has seen their fresh events. Moments and durations are milliseconds, of `performance.now`. */
export interface UnscoredEvents {
  /** By user, when the first event of a batch was acknowledged. An earlier one that waits counts. */
  acknowledged(first: ReadonlyMap<string, number>): void;
  /** For how long the user has waited for the score that is stored now; null when nothing of them waited here. */
  scored(userId: string): number | null;
  /** The user is not there any more. */
  forget(userId: string): void;
  clear(): void;
  /** Of the user who came first, who is about the one who waits longest; null when nobody does. */
  longestWait(): number | null;
}

export function createUnscoredEvents(clock: () => number = () => performance.now()): UnscoredEvents {
  const since = new Map<string, number>();
  return {
    acknowledged: (first) => {
      for (const [userId, at] of first) if (!since.has(userId)) since.set(userId, at);
    },
    scored: (userId) => {
      const at = since.get(userId);
      since.delete(userId);
      return at === undefined ? null : clock() - at;
    },
    forget: (userId) => {
      since.delete(userId);
    },
    clear: () => since.clear(),
    longestWait: () => {
      const [first] = since.values();
      return first === undefined ? null : clock() - first;
    },
  };
}
