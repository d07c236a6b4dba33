import { isbot, isbotMatch } from "isbot";
import { aiBot, type AiKind } from "./ai-bots.ts";

/** Names that are written differently from what stands in the user agent. */
const RENAMED: Readonly<Record<string, string>> = {
  bingbot: "BingBot",
  ahrefsbot: "aHrefs Bot",
  googlebot: "Googlebot",
};

// The product that calls itself a bot: `SemrushBot/7` in `Mozilla/5.0 (compatible; SemrushBot/7~bl; …)`.
const PRODUCT = /([a-z][\w.-]{0,40}?(?:bot|crawler|spider|slurp|preview|fetcher)(?:-[a-z]+)?)\b/i;

export interface Bot {
  /** Null when it gives itself no name. */
  readonly name: string | null;
  /** Null for what no AI company is known to send. */
  readonly ai: AiKind | null;
}

/** Null for what does not show itself as a bot. */
export function detectBot(userAgent: string): Bot | null {
  const ai = aiBot(userAgent);
  if (ai !== null) return { name: ai.name, ai: ai.kind };
  if (!isbot(userAgent)) return null;
  const name = PRODUCT.exec(userAgent)?.[1] ?? isbotMatch(userAgent);
  // `isbot` takes any text without a browser's form for a bot: nonsense says nothing of its sender.
  if (name === userAgent) return null;
  return { name: name === null ? null : (RENAMED[name.toLowerCase()] ?? name), ai: null };
}
