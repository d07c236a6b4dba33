import { setImmediate as afterThisTurn } from "node:timers/promises";
import { createUrgentUsers } from "./urgent-users.ts";

/** Judges users whose judgement somebody waits for, in rounds of their own: a decision waits neither for others who are judged at the moment nor for a rest. */
export interface UrgentRounds<J> {
  /**
   * Resolves with the judgements of those who exist.
   * @throws what the round throws.
   */
  judge(userIds: readonly string[]): Promise<ReadonlyMap<string, J>>;
  /** Users who wait or are being judged. */
  backlog(): number;
  /** Ends after the running round; who waits behind it is told the error. */
  stop(error: Error): Promise<void>;
}

export interface UrgentRoundsOptions<J> {
  readonly usersARound: number;
  readonly round: (userIds: readonly string[]) => Promise<ReadonlyMap<string, J>>;
}

export function createUrgentRounds<J>({ usersARound, round }: UrgentRoundsOptions<J>): UrgentRounds<J> {
  const users = createUrgentUsers<J>();
  let running: Promise<void> | undefined;
  let inRound = 0;
  let stopped = false;

  const drain = async () => {
    while (users.size > 0 && !stopped) {
      const asked = users.take(usersARound);
      inRound = asked.userIds.length;
      try {
        asked.answer(await round(asked.userIds));
      } catch (error) {
        asked.fail(error);
      } finally {
        inRound = 0;
      }
    }
  };
  const wake = () => {
    // Who is told of the same batch has asked by then: one round is for all of them.
    running ??= afterThisTurn()
      .then(drain)
      .finally(() => {
        running = undefined;
        if (users.size > 0 && !stopped) wake();
      });
  };
  return {
    judge: async (userIds) => {
      const asked = userIds.map(async (userId) => [userId, await users.ask(userId)] as const);
      wake();
      const found = await Promise.all(asked);
      return new Map(found.flatMap(([userId, judgement]) => (judgement === undefined ? [] : [[userId, judgement]])));
    },
    backlog: () => users.size + inRound,
    stop: async (error) => {
      stopped = true;
      await running;
      users.fail(error);
    },
  };
}
