import type { ServerResponse } from "node:http";
import { AppError } from "../app-error.ts";

/** Questions that judge many stored users. */
export interface Questions {
  /**
   * Answers a question, unless too many are being answered.
   *
   * @param reply When its connection closes, the signal is aborted: the answer would be read by nobody.
   * @throws AppError `too_many_requests`.
   */
  answer<T>(reply: ServerResponse, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** More of them at once would starve the sensor. */
const MOST_AT_ONCE = 3;

/** Of all routes together that are given the same ones. */
export function createQuestions(): Questions {
  let answering = 0;
  return {
    answer: async (reply, work) => {
      if (answering >= MOST_AT_ONCE)
        throw new AppError("too_many_requests", "Other questions about users are under way: try again in a moment");
      answering += 1;
      const gone = new AbortController();
      if (reply.closed) gone.abort();
      reply.once("close", () => gone.abort());
      try {
        return await work(gone.signal);
      } finally {
        answering -= 1;
      }
    },
  };
}
