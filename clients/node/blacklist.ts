import { createAnswerCache } from "./answer-cache.ts";
import { ask, type Answer, type Asker } from "./ask.ts";
import { failReason } from "./fail-reason.ts";
import type { FailReason, Notify } from "./notice.ts";
import type { Settings } from "./options.ts";
import { isRecord } from "./read-outcomes.ts";

export interface BlacklistDeps {
  readonly asker: Asker;
  readonly settings: Settings["blacklist"];
  readonly notify: Notify;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Asks whether a value is blacklisted, each value once at a time. Never rejects: without an answer it is not. */
export function createBlacklist({ asker, settings, notify, now }: BlacklistDeps): (value: string) => Promise<boolean> {
  const known = createAnswerCache(settings.mostAnswers);
  const asked = new Map<string, Promise<boolean>>();
  let pausedUntil = 0;

  const failOpen = (reason: FailReason): false => {
    notify({ kind: "failed_open", question: "blacklist", reason });
    return false;
  };
  const askServer = async (value: string): Promise<boolean> => {
    const answer = await ask(asker, { path: "/api/v1/blacklist/search", body: JSON.stringify({ value }) });
    const listed = readListed(answer);
    if (listed !== null) {
      known.set(value, listed, now() + (listed ? settings.listedMs : settings.unlistedMs));
      return listed;
    }
    // Whoever asks next would wait just as long for nothing.
    pausedUntil = now() + settings.pauseMs;
    return failOpen(failReason(answer));
  };
  return async (value) => {
    if (value === "") return false;
    const remembered = known.get(value, now());
    if (remembered !== undefined) return remembered;
    const inFlight = asked.get(value);
    if (inFlight !== undefined) return inFlight;
    if (now() < pausedUntil) return failOpen("paused");
    const question = askServer(value).finally(() => asked.delete(value));
    asked.set(value, question);
    return question;
  };
}

function readListed(answer: Answer): boolean | null {
  if (answer.kind === "failed" || answer.status !== 200 || !isRecord(answer.json)) return null;
  const { blacklisted } = answer.json;
  return typeof blacklisted === "boolean" ? blacklisted : null;
}
