import { z } from "zod";
import { DAY_MS, type LookupAnswer, type LookupProvider } from "../lookup-provider.ts";
import { askHttp, jsonOf, retryAfterMs } from "./ask-http.ts";
import { mailDomain } from "./mail-domain.ts";

export const HAVE_I_BEEN_PWNED = "https://haveibeenpwned.com/api/v3";

/** Who was in a breach stays so; who was in none may be in the next. */
const KEPT_MS = { yes: 30 * DAY_MS, no: 3 * DAY_MS } as const;
const MOST_BYTES = 4 * 1024 * 1024;

const breachesSchema = z.array(
  z.object({
    BreachDate: z.iso.date(),
    IsFabricated: z.boolean().default(false),
    IsSpamList: z.boolean().default(false),
  }),
);

export interface BreachOptions {
  /** Have I Been Pwned, version 3, or who answers like it. */
  readonly url: URL;
  /** None for a server of one's own that wants none. */
  readonly key: string | null;
  readonly now?: () => number;
  readonly deadlineMs?: number;
}

/** Whether an e-mail address is in a known breach, and since when. The whole address is sent. */
export function createBreach({ url, key, now = Date.now, deadlineMs = 8000 }: BreachOptions): LookupProvider {
  const base = url.href.endsWith("/") ? url.href : `${url.href}/`;
  return {
    id: "breach",
    about: "emails",
    facts: ["breached", "first_breach"],
    atOnce: 1,
    deadlineMs,
    subjectOf: (address) => (mailDomain(address) === null ? null : address),
    ask: async (address, signal) => {
      const answer = await askHttp({
        url: new URL(`breachedaccount/${encodeURIComponent(address)}?truncateResponse=false`, base),
        headers: key === null ? {} : { "hibp-api-key": key },
        mostBytes: MOST_BYTES,
        signal,
      });
      if (answer.kind === "failure") return answer;
      switch (answer.status) {
        case 200:
          return readBreaches(jsonOf(answer.text));
        case 404:
          return NOT_FOUND;
        case 401:
        case 403:
          return {
            kind: "refused",
            sentence: `${url.host} refuses the key of TOCSIN_HIBP_KEY: breaches are not asked for`,
          };
        case 429:
        case 503:
          return { kind: "busy", forMs: retryAfterMs(answer.headers, now()) };
        default:
          return { kind: "failure", reason: "error" };
      }
    },
  };
}

const NOT_FOUND = { kind: "told", facts: { breached: false, first_breach: null }, keptMs: KEPT_MS.no } as const;

/** Lists of addresses that get spam, and breaches that somebody made up, are no breaches. */
function readBreaches(json: unknown): LookupAnswer {
  const parsed = breachesSchema.safeParse(json);
  if (!parsed.success) return { kind: "failure", reason: "error" };
  const days = parsed.data.flatMap(({ BreachDate, IsFabricated, IsSpamList }) =>
    IsFabricated || IsSpamList ? [] : [BreachDate],
  );
  const [first] = days.toSorted();
  if (first === undefined) return NOT_FOUND;
  const facts = { breached: true, first_breach: new Date(first).toISOString() };
  return { kind: "told", facts, keptMs: KEPT_MS.yes };
}
