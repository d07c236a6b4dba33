import { ask, type Answer, type Asker } from "./ask.ts";
import type { Notify } from "./notice.ts";
import { isRecord, readOutcomes, type Outcome } from "./read-outcomes.ts";
import { retryDelay } from "./retry-delay.ts";
import { sleep } from "./sleep.ts";

/** Events of one request. Each try of it has the same key and the same order: the server stores each event once. */
export interface Batch {
  readonly key: string;
  /** Each as JSON. */
  readonly events: readonly string[];
}

export interface Delivering {
  readonly asker: Asker;
  /** Tries in all. */
  readonly attempts: number;
  readonly notify: Notify;
  /** No further try. */
  readonly stopped: AbortSignal;
}

export type Delivery =
  | { readonly kind: "delivered"; readonly outcomes: readonly Outcome[] }
  /** The server does not want the request, now or later. */
  | { readonly kind: "refused"; readonly message: string }
  /** `outcomes` are those of the last answer, if there was one: some events may be stored. */
  | { readonly kind: "gave_up"; readonly outcomes: readonly Outcome[]; readonly message: string };

/** Sends a batch until every event of it has an outcome that stands, or all tries are used up. Never rejects. */
export async function deliver(batch: Batch, { asker, attempts, notify, stopped }: Delivering): Promise<Delivery> {
  const question = {
    path: "/api/v1/events",
    body: `{"events":[${batch.events.join(",")}]}`,
    headers: { "Idempotency-Key": batch.key },
    stopped,
  };
  let outcomes: readonly Outcome[] = [];
  for (let attempt = 1; ; attempt++) {
    if (stopped.aborted) return { kind: "gave_up", outcomes, message: "the client was closed" };
    const tried = read(await ask(asker, question), batch.events.length);
    if (tried.kind !== "again") return tried;
    outcomes = tried.outcomes ?? outcomes;
    if (attempt >= attempts) return { kind: "gave_up", outcomes, message: tried.message };
    const { retryAfter, message } = tried;
    const waitMs = retryDelay({ attempt, retryAfter, now: Date.now(), random: Math.random() });
    notify({ kind: "retrying", events: batch.events.length, attempt, waitMs, message });
    await sleep(waitMs, stopped);
  }
}

interface Again {
  readonly kind: "again";
  readonly message: string;
  readonly outcomes?: readonly Outcome[];
  readonly retryAfter: string | null;
}

/** Statuses below 500 after which the same request may well succeed. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

function read(answer: Answer, events: number): Again | Exclude<Delivery, { readonly kind: "gave_up" }> {
  if (answer.kind === "failed") return { kind: "again", message: answer.reason, retryAfter: null };
  const { status, json, retryAfter } = answer;
  const outcomes = readOutcomes(json, events);
  const message = messageOf(status, json);
  if (outcomes !== null) {
    if (outcomes.every(({ outcome }) => outcome !== "unavailable")) return { kind: "delivered", outcomes };
    return { kind: "again", message, outcomes, retryAfter };
  }
  // A success that is none of ours comes from something in between: what it did with the events is not known.
  const isForLater = status >= 500 || status < 300 || LATER.has(status);
  return isForLater ? { kind: "again", message, retryAfter } : { kind: "refused", message };
}

const LONGEST_MESSAGE = 200;

function messageOf(status: number, json: unknown): string {
  const told = isRecord(json) && typeof json["message"] === "string" ? `: ${json["message"]}` : "";
  return `status ${status}${told}`.slice(0, LONGEST_MESSAGE);
}
