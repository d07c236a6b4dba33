/** The server cannot start, or stop in time, for a reason that the person who starts it can mend: one sentence, exit code 1. */
export class StartError extends Error {
  override readonly name = "StartError";
}
