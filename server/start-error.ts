/** The server cannot start, for a reason that the person who starts it can mend: one sentence, exit code 1. */
export class StartError extends Error {
  override readonly name = "StartError";
}
