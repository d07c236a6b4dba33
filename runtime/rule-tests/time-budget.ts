/** Work that computes for long, beside others who want an answer from the same process. */
export interface TimeBudget {
  /** Lets others work now and then, and says whether there is time left. */
  readonly goOn: () => Promise<boolean>;
  readonly isOver: () => boolean;
}

/** Nobody notices a pause of that length. */
const BREATH_MS = 15;

/** @param clock Milliseconds from any start on. */
export function createTimeBudget({
  within,
  signal,
  clock,
}: {
  readonly within: number;
  readonly signal?: AbortSignal | undefined;
  readonly clock: () => number;
}): TimeBudget {
  const end = clock() + within;
  let breathed = clock();
  const isOver = () => signal?.aborted === true || clock() >= end;
  return {
    isOver,
    goOn: async () => {
      if (clock() - breathed >= BREATH_MS) {
        await new Promise(setImmediate);
        breathed = clock();
      }
      return !isOver();
    },
  };
}
