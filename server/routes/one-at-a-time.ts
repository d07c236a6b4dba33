import { AppError } from "../app-error.ts";

/** Runs one piece of long work at a time: another one beside it would starve the sensor. */
export interface OneAtATime {
  /**
   * @param gone Aborted when nobody waits for the answer any more. Work that ends for that reason is waited for; beside work
   * that somebody waits for there is no room.
   * @throws AppError `too_many_requests` with the sentence.
   */
  run<T>(gone: AbortSignal, busy: string, work: () => Promise<T>): Promise<T>;
}

export function createOneAtATime(): OneAtATime {
  let running: { readonly gone: AbortSignal; readonly ended: Promise<unknown> } | null = null;
  return {
    async run(gone, busy, work) {
      while (running !== null) {
        if (!running.gone.aborted) throw new AppError("too_many_requests", busy);
        await running.ended;
      }
      const promise = work();
      const mine = { gone, ended: promise.catch(() => undefined) };
      running = mine;
      try {
        return await promise;
      } finally {
        if (running === mine) running = null;
      }
    },
  };
}
