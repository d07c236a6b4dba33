import type { Store } from "../db/store.ts";
import { createBreaker } from "./breaker.ts";
import { HOUR_MS, type LookupAnswer, type LookupProvider } from "./lookup-provider.ts";
import { rememberAnswer, rememberedAnswers, type RememberedAnswer } from "./remembered-answers.ts";

export interface AskProviderOptions {
  readonly store: Store;
  readonly provider: LookupProvider;
  readonly log: { warn(details: object, message: string): void };
  readonly now: () => number;
}

/** What this process has asked since it started. */
export interface AskedCounts {
  readonly asked: number;
  /** Questions that were answered. */
  readonly answered: number;
  /** Questions without an answer. */
  readonly unknown: number;
  /** Answers that were remembered, so that nobody was asked. */
  readonly remembered: number;
  /** Milliseconds; null before the first. */
  readonly lastAnswerAt: number | null;
  /** Why nobody is asked at the moment; null when questions may be asked. */
  readonly held: "paused" | "refused" | null;
}

export interface AskProvider {
  /** What is known of the subjects, by asking where nothing is remembered; without those that could not be asked about. */
  answers(subjects: readonly string[]): Promise<ReadonlyMap<string, RememberedAnswer>>;
  counts(): AskedCounts;
  /** Until when questions are held back, milliseconds; infinite when for good. */
  heldUntil(): number;
  /** Ends the questions under way, without an answer. */
  stop(): void;
}

/** A failure is over soon. */
const FAILURE_KEPT_MS = HOUR_MS / 6;

/** Asks one provider: within its deadline, few questions at once, and none while it does not answer or wants to be left alone. */
export function createAskProvider({ store, provider, log, now }: AskProviderOptions): AskProvider {
  const { id, atOnce, deadlineMs } = provider;
  const breaker = createBreaker(now);
  const ending = new AbortController();
  const count = { asked: 0, answered: 0, unknown: 0, remembered: 0 };
  let lastAnswerAt: number | null = null;
  let isRefused = false;

  const heldUntil = () => (isRefused ? Infinity : breaker.pausedUntil);
  const isHeld = () => now() < heldUntil();

  const heard = (answer: LookupAnswer): void => {
    switch (answer.kind) {
      case "told":
        breaker.succeeded();
        count.answered += 1;
        lastAnswerAt = now();
        return;
      case "failure":
        count.unknown += 1;
        if (answer.reason === "not_applicable" || !breaker.failed()) return;
        log.warn({ lookup: id, reason: answer.reason }, `${id} look-ups fail: nobody is asked for a while`);
        return;
      case "busy":
        count.unknown += 1;
        breaker.pause(answer.forMs);
        log.warn({ lookup: id, until: new Date(breaker.pausedUntil) }, `${id} look-ups are told to come back later`);
        return;
      case "refused":
        count.unknown += 1;
        if (!isRefused) log.warn({ lookup: id }, answer.sentence);
        isRefused = true;
    }
  };

  const ask = async (subject: string): Promise<RememberedAnswer | null> => {
    count.asked += 1;
    const askedAt = now();
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(deadlineMs)]);
    const answer = await provider.ask(subject, signal).catch((err: unknown): LookupAnswer => {
      log.warn({ err, lookup: id }, `a question of ${id} look-ups failed`);
      return { kind: "failure", reason: "error" };
    });
    if (ending.signal.aborted) return null;
    heard(answer);
    const remembered = answerToRemember(answer, askedAt);
    if (remembered !== null) await rememberAnswer(store, id, subject, remembered);
    return remembered;
  };

  return {
    answers: async (subjects) => {
      const remembered = await rememberedAnswers(store, id, { subjects, now: now() });
      count.remembered += remembered.size;
      const left = subjects.filter((subject) => !remembered.has(subject));
      const answers = new Map(remembered);
      const askNext = async () => {
        while (!isHeld() && !ending.signal.aborted) {
          const subject = left.shift();
          if (subject === undefined) return;
          const answer = await ask(subject);
          if (answer !== null) answers.set(subject, answer);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, askNext));
      return answers;
    },
    counts: () => ({ ...count, lastAnswerAt, held: isRefused ? "refused" : isHeld() ? "paused" : null }),
    heldUntil,
    stop: () => ending.abort(),
  };
}

/** Null: there is nothing to be remembered. */
function answerToRemember(answer: LookupAnswer, askedAt: number) {
  switch (answer.kind) {
    case "told":
      return { facts: answer.facts, failure: null, askedAt, expiresAt: askedAt + answer.keptMs };
    case "failure":
      return { facts: null, failure: answer.reason, askedAt, expiresAt: askedAt + (answer.keptMs ?? FAILURE_KEPT_MS) };
    case "busy":
    case "refused":
      return null;
  }
}
