/** SQLSTATE of a database error, the code of a network error, or null. */
function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

// Serialization failure and deadlock: the same transaction succeeds when it is tried again.
const RETRYABLE: ReadonlySet<string> = new Set(["40001", "40P01"]);

export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error) ?? "");
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === "23505";
}

// Class 08, an administrator's shutdown, a server that starts or has no connection left, and what the network says.
const UNREACHABLE = /^(?:08...|57P0[1-5]|53300|E[A-Z]+)$/;

/** The database cannot be reached now: nothing about the statement was wrong. */
export function isConnectionError(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null) return UNREACHABLE.test(code);
  // `pg` gives these no code.
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded|not queryable|Cannot use a pool/i.test(error.message)
  );
}

/** What was to be written is at fault: a value that no column takes, a check that fails, or our own mistake with it. */
export function isFaultOfRows(error: unknown): boolean {
  if (isConnectionError(error)) return false;
  const code = codeOf(error);
  return code === null || /^2[23]/.test(code);
}

const MOST_ATTEMPTS = 5;

/** Tries again what failed only because of others. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRetryable(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
