import { ask, type Asker } from "./ask.ts";
import type { TrackedEvent } from "./event.ts";
import { failReason } from "./fail-reason.ts";
import type { Decision, MatchedRule } from "./decision.ts";
import type { FailedOpenReason, Notify } from "./notice.ts";
import { isRecord, readOutcomes } from "./read-outcomes.ts";
import { writeEvent } from "./write-event.ts";

export interface DecideDeps {
  readonly asker: Asker;
  readonly notify: Notify;
  /** Where the event goes when it is not known to be stored. */
  readonly track: (event: TrackedEvent) => void;
  readonly newKey: () => string;
}

/** Stores the event and asks what to do with its user. Never rejects; the event is sent again in the background if that fails. */
export async function decide(sent: TrackedEvent, { asker, notify, track, newKey }: DecideDeps): Promise<Decision> {
  const failOpen = (reason: FailedOpenReason): Decision => {
    notify({ kind: "failed_open", question: "decide", reason });
    return { failedOpen: true, verdict: "allow", score: null, rules: [], asOf: null, reason };
  };
  // With a time and a trace id of its own it is stored once, however often it is sent.
  let event: TrackedEvent;
  let text: string;
  try {
    event = { ...sent, traceId: sent.traceId ?? newKey(), eventTime: sent.eventTime ?? Date.now() };
    text = writeEvent(event, Date.now());
  } catch {
    track(sent);
    return failOpen("unreadable");
  }
  const question = { path: "/api/v1/events?decide=true", body: `{"events":[${text}]}` };
  const answer = await ask(asker, question);
  const [outcome] = (answer.kind === "answered" ? readOutcomes(answer.json, 1) : null) ?? [];
  if (outcome === undefined || outcome.outcome === "unavailable") {
    track(event);
    return failOpen(failReason(answer));
  }
  if (outcome.outcome === "rejected") {
    notify({ kind: "rejected", field: outcome.field, message: outcome.message });
    return failOpen("rejected");
  }
  if (outcome.outcome === "stored" && outcome.corrections.length > 0)
    notify({ kind: "corrected", corrections: outcome.corrections });
  return readDecision(outcome.decision) ?? failOpen("not_judged");
}

function readDecision(sent: unknown): Decision | null {
  if (!isRecord(sent)) return null;
  const { verdict, score, rules, asOf } = sent;
  if (verdict !== "allow" && verdict !== "review" && verdict !== "block") return null;
  if (typeof score !== "number" || typeof asOf !== "string" || !Array.isArray(rules)) return null;
  return { failedOpen: false, verdict, score, rules: rules.flatMap(readRule), asOf };
}

function readRule(sent: unknown): readonly MatchedRule[] {
  if (!isRecord(sent)) return [];
  const { rule, weight, because } = sent;
  if (typeof rule !== "string" || typeof weight !== "number") return [];
  return [{ rule, weight, because: typeof because === "string" ? because : null }];
}
