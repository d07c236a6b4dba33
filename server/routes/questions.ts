import type { ServerResponse } from "node:http";
import { AppError } from "../app-error.ts";

/** Questions that take long, because they judge many stored users or compute for a while. */
export interface Questions {
  /**
   * Answers a question, unless too many are being answered.
   *
   * @param reply When its connection closes, the signal is aborted.
   * @throws AppError `too_many_requests`.
   */
  answer<T>(reply: ServerResponse, work: (gone: AbortSignal) => Promise<T>): Promise<T>;
}

export interface QuestionsOptions {
  /** More of them beside each other would starve the sensor. */
  readonly atOnce: number;
  /** What one more is told. */
  readonly busy: string;
}

/** Of all routes together that are given the same ones. */
export function createQuestions({ atOnce, busy }: QuestionsOptions): Questions {
  let answering = 0;
  return {
    answer: async (reply, work) => {
      if (answering >= atOnce) throw new AppError("too_many_requests", `${busy}: try again in a moment`);
      answering += 1;
      try {
        return await work(whenGone(reply));
      } finally {
        answering -= 1;
      }
    },
  };
}

/** Aborted when whoever asked has left, as by closing the page: the answer would be read by nobody. */
export function whenGone(reply: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (reply.closed) gone.abort();
  else reply.once("close", () => gone.abort());
  return gone.signal;
}
