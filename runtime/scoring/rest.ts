/** What a round of scoring leaves behind. Times are milliseconds. */
export interface AfterRound {
  /** How long the round took. */
  readonly took: number;
  /** A batch was stored meanwhile: ingest is busy. */
  readonly busy: boolean;
  /** The round judged users whom nobody waits for, too. */
  readonly background: boolean;
  /** For how long the first event that no score has seen has been acknowledged; null when there is none. */
  readonly waited: number | null;
}

/** Under load a round is followed by a rest so many times as long: reading a user's rows costs more than storing an event. */
const REST_A_ROUND = 5;
const LONGEST_REST_MS = 400;
/** Whom nobody waits for is judged in half of the time at most. */
const BACKGROUND_REST_A_ROUND = 1;
/** No rest makes an event wait longer than this for its score, so that with the rounds before its own it is judged within a second. */
const LONGEST_WAIT_MS = 400;

/** How long scoring rests after a round, milliseconds: who sends much is judged once, and most of the time belongs to ingest. */
export function restAfter({ took, busy, background, waited }: AfterRound): number {
  const rest = busy ? REST_A_ROUND : background ? BACKGROUND_REST_A_ROUND : 0;
  const room = waited === null ? Infinity : Math.max(0, LONGEST_WAIT_MS - waited);
  return Math.min(rest * took, LONGEST_REST_MS, room);
}
