import type { GivenRow } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import type { Ingest, RequestOrigin } from "./ingest-types.ts";
import { iso } from "./iso-time.ts";
import { storableJson } from "./logbook-rows.ts";
import { createLogStatement } from "./log-statement.ts";

type Refused = Parameters<Ingest["reject"]>[1];

/** Requests that were refused, until the logbook has them. Nobody waits for that. */
export interface Refusals {
  add(origin: RequestOrigin, refused: Refused): void;
  /** Whether lines wait to be written. */
  wait(): boolean;
  /** Writes the oldest lines. Never throws. */
  write(): Promise<void>;
}

/** More than these are forgotten: a flood of nonsense must not fill the memory. */
const MOST_LINES = 20_000;
const LINES_A_STATEMENT = 500;

export function createRefusals(store: Store, nextId: () => string, onError: (error: unknown) => void): Refusals {
  const log = createLogStatement(store);
  const lines: GivenRow[] = [];
  return {
    add: (origin, refused) => {
      if (lines.length < MOST_LINES) lines.push(lineOf(origin, refused, nextId()));
    },
    wait: () => lines.length > 0,
    write: async () => {
      if (lines.length === 0) return;
      try {
        await log.run(store.keyed, { rows: { logbook: lines.splice(0, LINES_A_STATEMENT) } });
      } catch (error) {
        // The sender has had the answer; the log of the server is what is left to tell.
        onError(error);
      }
    },
  };
}

function lineOf(origin: RequestOrigin, refused: Refused, logbookId: string): GivenRow {
  return {
    app_id: origin.appId,
    logbook_id: logbookId,
    api_key_id: origin.apiKeyId,
    endpoint: origin.endpoint,
    remote_address: origin.remoteAddress,
    user_id: null,
    event_id: null,
    outcome: refused.kind,
    messages: refused.kind === "rejected" ? JSON.stringify([refused.message]) : null,
    raw: refused.kind === "rejected" ? storableJson(refused.raw) : null,
    started: iso(origin.receivedAt),
  };
}
