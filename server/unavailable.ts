import { IngestFull, IngestUnavailable, isDatabaseUnavailable } from "../runtime/index.ts";

/** Why a request is answered 503: the same one may succeed later. */
export type Unavailability = "database" | "busy";

/** Seconds, for `Retry-After`. An outage is rarely over sooner; what waits is stored within moments once it can be. */
export const RETRY_AFTER: Readonly<Record<Unavailability, number>> = { database: 5, busy: 1 };

/** This process has more to do than it may hold, or is too slow for whoever waits. */
export class ServerBusy extends Error {
  override readonly name = "ServerBusy";
  readonly statusCode = 503;

  constructor(message = "the server is too busy") {
    super(message);
  }
}

/** Null when the failure is another one than that the database, or we, cannot work at the moment. */
export function unavailability(error: unknown): Unavailability | null {
  if (error instanceof ServerBusy || error instanceof IngestFull) return "busy";
  if (error instanceof IngestUnavailable || isDatabaseUnavailable(error)) return "database";
  return error instanceof Error && error.cause !== undefined ? unavailability(error.cause) : null;
}
