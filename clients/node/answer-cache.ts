export interface AnswerCache {
  /** Undefined when it is not known, or was known too long ago. */
  get(value: string, now: number): boolean | undefined;
  set(value: string, listed: boolean, until: number): void;
  readonly size: () => number;
}

/** Remembers answers until their time is over; the one that was used least recently makes room for a new one. */
export function createAnswerCache(most: number): AnswerCache {
  /** In the order of their last use. */
  const answers = new Map<string, { readonly listed: boolean; readonly until: number }>();
  return {
    get(value, now) {
      const found = answers.get(value);
      if (found === undefined) return undefined;
      answers.delete(value);
      if (now >= found.until) return undefined;
      answers.set(value, found);
      return found.listed;
    },
    set(value, listed, until) {
      answers.delete(value);
      answers.set(value, { listed, until });
      if (answers.size <= most) return;
      for (const oldest of answers.keys()) {
        answers.delete(oldest);
        return;
      }
    },
    size: () => answers.size,
  };
}
