import type { KEY_LIMITS } from "../../api/index.ts";

/** What is chosen for a key: a limit with a name, or a rate of one's own. */
export interface LimitChoice {
  readonly kind: (typeof KEY_LIMITS)[number] | "rate";
  /** As `50/s`, `600/min` or `1000/h`; kept while another kind is chosen. */
  readonly rate: string;
  /** How many pass at once; empty for what the rate gives in a second. */
  readonly burst: number | "";
}

export const NO_LIMIT: LimitChoice = { kind: "off", rate: "50/s", burst: "" };

const RATE = /^[1-9]\d{0,5}\/(s|min|h)$/;

export function isRate(rate: string): boolean {
  return RATE.test(rate);
}

/** What a choice says to the server. */
export interface SentLimit {
  readonly rateLimit: string;
  readonly burst?: number;
}

/** Null when the rate is none. */
export function sentLimit({ kind, rate, burst }: LimitChoice): SentLimit | null {
  if (kind !== "rate") return { rateLimit: kind };
  if (!isRate(rate)) return null;
  return burst === "" ? { rateLimit: rate } : { rateLimit: rate, burst };
}

/** The choice that a key's limit came from: `50/s burst 200`. */
export function choiceOf(limit: string): LimitChoice {
  const [rate = "", , burst] = limit.split(" ");
  if (isRate(rate)) return { kind: "rate", rate, burst: burst === undefined ? "" : Number(burst) };
  return { ...NO_LIMIT, kind: limit === "reference" ? "reference" : "off" };
}
