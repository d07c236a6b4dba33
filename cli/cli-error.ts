/** A failure that the person at the terminal can mend: printed as one sentence, exit code 1. */
export class CliError extends Error {
  override readonly name = "CliError";
}
