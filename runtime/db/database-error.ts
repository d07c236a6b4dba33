export const DATABASE_ERROR_CODES = [
  "binaries-missing",
  "binaries-unusable",
  "folder-unusable",
  "platform-unsupported",
  "cluster-mismatch",
  "server-failed",
  "server-busy",
  "url-invalid",
  "url-unreachable",
  "version-unsupported",
] as const;

export type DatabaseErrorCode = (typeof DATABASE_ERROR_CODES)[number];

/**
 * The database cannot be used, for a reason that the person who starts Tocsin can mend.
 * The message is one sentence that says what is wrong and what to do; a command prints it and ends with exit code 1.
 */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The message of anything thrown, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
