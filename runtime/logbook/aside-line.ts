import type { LogbookOutcome } from "../db/schema.ts";
import type { GivenRow } from "../db/statement.ts";
import type { RawFields } from "../ingest/accepted-event.ts";
import { UPSERTS } from "../ingest/batch-columns.ts";
import type { RequestOrigin } from "../ingest/ingest-types.ts";
import { iso } from "../ingest/iso-time.ts";
import { storableText } from "../ingest/text.ts";
import { hideSecrets } from "./hide-secrets.ts";

/** A request of which no event is stored. */
export interface Answered {
  readonly outcome: Exclude<LogbookOutcome, "stored" | "corrected" | "repeated">;
  readonly status: number;
  readonly message?: string;
  /** What was sent, if that could be read. */
  readonly raw?: RawFields;
}

/** Who sends more under one name has said enough. */
const LONGEST_VALUE = 4096;

/** The columns of such a line: what a batch writes of its own, and how the request was answered. */
export const ASIDE = {
  ...UPSERTS.logbook,
  status: ["smallint", "keep"],
  ended: ["timestamptz", "keep"],
} as const;

export function lineOf(
  origin: RequestOrigin,
  { outcome, status, message, raw }: Answered,
  { logbookId, endedAt }: { readonly logbookId: string; readonly endedAt: number },
): GivenRow {
  return {
    app_id: origin.appId,
    logbook_id: logbookId,
    api_key_id: origin.apiKeyId,
    endpoint: origin.endpoint,
    remote_address: origin.remoteAddress,
    user_id: null,
    event_id: null,
    outcome,
    status,
    messages: message === undefined ? null : JSON.stringify([storableText(message)]),
    raw: raw === undefined ? null : JSON.stringify(shortened(hideSecrets(raw))),
    started: iso(origin.receivedAt),
    ended: iso(endedAt),
  };
}

function shortened(raw: RawFields): RawFields {
  const entries = Object.entries(raw).map(([name, value]) => {
    const text = storableText(value);
    return [name, text.length <= LONGEST_VALUE ? text : `${storableText(text.slice(0, LONGEST_VALUE))}…`] as const;
  });
  return Object.fromEntries(entries);
}
