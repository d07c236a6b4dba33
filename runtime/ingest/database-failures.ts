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

/**
 * Class 08, an administrator's shutdown, a server that starts; class 53, no space, memory or connection left; a statement that took too
 * long; an error of the disk; a server that only reads, as one that is about to take over; and what the network says.
 */
const UNAVAILABLE = /^(?:08...|53...|57014|57P0[1-5]|58030|25006|E(?!RR_)[A-Z_]+)$/;
/** `pg` gives these no code. */
const BY_DRIVER =
  /connection terminated|timeout exceeded|timeout expired|read timeout|not queryable|cannot use a pool|encountered a connection error/i;

/** The database cannot work now: nothing about the statement was wrong, and it may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null) return UNAVAILABLE.test(code);
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  return error instanceof Error && BY_DRIVER.test(error.message);
}

/** What was to be written is at fault: a value that no column or index takes, a check that fails, or our own mistake with it. */
export function isFaultOfRows(error: unknown): boolean {
  if (isDatabaseUnavailable(error)) return false;
  const code = codeOf(error);
  return code === null || /^(?:2[23]|54)/.test(code);
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
