/** Users judged with one query: more of them make the first wait for the last, and more of them have changed before their score is written. */
export const USERS_A_ROUND = 40;
/**
 * Most of a round is there and back to the database and hardly longer for twice as many: a third of these has changed by the end, and they are
 * still half as many again.
 */
const USERS_WHEN_LATE = 100;
/** From here on a score within a second is in danger. */
const LATE_MS = 600;

/** How many users the next round judges, when the first event that no score has seen has been acknowledged for so long; null when there is none. */
export function roundSize(waited: number | null): number {
  return waited !== null && waited > LATE_MS ? USERS_WHEN_LATE : USERS_A_ROUND;
}
