import type { Accepted, Rejected } from "./accepted-event.ts";

/** Where a request came from, for the logbook. */
export interface RequestOrigin {
  readonly appId: number;
  readonly apiKeyId: number;
  /** Of the HTTP client, not of the person. */
  readonly remoteAddress: string | null;
  /** `X-Request-Id`, cut to 36 characters. */
  readonly traceId: string | null;
  /** Milliseconds. */
  readonly receivedAt: number;
}

/** The event was stored; said after COMMIT only. */
export interface Ack {
  readonly userId: string;
  readonly eventId: string;
}

export interface Ingest {
  /**
   * Stores the event with others of the same moment and resolves after COMMIT.
   * @throws IngestUnavailable when the database cannot be reached (the caller answers 503) or ingest was closed.
   */
  submit(origin: RequestOrigin, accepted: Accepted): Promise<Ack>;
  /** Keeps a refused request in the logbook, without making its caller wait. */
  reject(origin: RequestOrigin, rejected: Rejected | { readonly kind: "rate_limited" }): void;
  /** Takes no more events; resolves when all that were taken are committed. */
  close(): Promise<void>;
}

/** The store cannot take events now. */
export class IngestUnavailable extends Error {
  override readonly name = "IngestUnavailable";
}
