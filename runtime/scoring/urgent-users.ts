/** Users whose judgement somebody waits for. Who is asked for by several is judged once for all of them. */
export interface UrgentUsers<J> {
  /** Resolves with what was found of the user; undefined for one who does not exist. */
  ask(userId: string): Promise<J | undefined>;
  readonly size: number;
  /** Removes up to so many users, who came first, and hands over who waits for them. */
  take(count: number): Taken<J>;
  /** Tells all who wait. */
  fail(error: Error): void;
}

export interface Taken<J> {
  readonly userIds: readonly string[];
  answer(judgements: ReadonlyMap<string, J>): void;
  fail(error: unknown): void;
}

interface Waiter<J> {
  readonly resolve: (judgement: J | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export function createUrgentUsers<J>(): UrgentUsers<J> {
  const waiting = new Map<string, Waiter<J>[]>();
  const take = (count: number): Taken<J> => {
    const taken = [...waiting].slice(0, count);
    for (const [userId] of taken) waiting.delete(userId);
    return {
      userIds: taken.map(([userId]) => userId),
      answer: (judgements) => {
        for (const [userId, waiters] of taken) for (const { resolve } of waiters) resolve(judgements.get(userId));
      },
      fail: (error) => {
        for (const [, waiters] of taken) for (const { reject } of waiters) reject(error);
      },
    };
  };
  return {
    ask: (userId) =>
      new Promise((resolve, reject) => {
        const waiters = waiting.get(userId);
        if (waiters === undefined) waiting.set(userId, [{ resolve, reject }]);
        else waiters.push({ resolve, reject });
      }),
    get size() {
      return waiting.size;
    },
    take,
    fail: (error) => take(waiting.size).fail(error),
  };
}
