import { isbot, isbotMatch } from "isbot";

/** Crawlers and agents of companies that train or run language models, by the name they give themselves. */
const AI_BOTS = [
  "AI2Bot",
  "Amazonbot",
  "anthropic-ai",
  "Applebot-Extended",
  "Bytespider",
  "CCBot",
  "ChatGPT-User",
  "Claude-SearchBot",
  "Claude-User",
  "Claude-Web",
  "ClaudeBot",
  "cohere-ai",
  "cohere-training-data-crawler",
  "DeepSeekBot",
  "Diffbot",
  "DuckAssistBot",
  "FacebookBot",
  "Google-CloudVertexBot",
  "Google-Extended",
  "GoogleAgent-Mariner",
  "GPTBot",
  "ImagesiftBot",
  "meta-externalagent",
  "meta-externalfetcher",
  "MistralAI-User",
  "NovaAct",
  "OAI-SearchBot",
  "Omgilibot",
  "PanguBot",
  "Perplexity-User",
  "PerplexityBot",
  "PetalBot",
  "Timpibot",
  "VelenPublicWebCrawler",
  "Webzio-Extended",
  "xAI-Bot",
  "YouBot",
] as const;

/** Names that are written differently from what stands in the user agent. */
const RENAMED: Readonly<Record<string, string>> = {
  bingbot: "BingBot",
  ahrefsbot: "aHrefs Bot",
  googlebot: "Googlebot",
};

const AI_BY_NAME: readonly (readonly [string, string])[] = AI_BOTS.map((name) => [name.toLowerCase(), name]);

// The product that calls itself a bot: `SemrushBot/7` in `Mozilla/5.0 (compatible; SemrushBot/7~bl; …)`.
const PRODUCT = /([a-z][\w.-]{0,40}?(?:bot|crawler|spider|slurp|preview|fetcher)(?:-[a-z]+)?)\b/i;

export interface Bot {
  /** Null when it gives itself no name. */
  readonly name: string | null;
  readonly ai: boolean;
}

/** Null for what does not show itself as a bot. */
export function detectBot(userAgent: string): Bot | null {
  const text = userAgent.toLowerCase();
  const ai = AI_BY_NAME.find(([needle]) => text.includes(needle));
  if (ai !== undefined) return { name: ai[1], ai: true };
  if (!isbot(userAgent)) return null;
  const name = PRODUCT.exec(userAgent)?.[1] ?? isbotMatch(userAgent);
  // `isbot` takes any text without a browser's form for a bot: nonsense says nothing of its sender.
  if (name === userAgent) return null;
  return { name: name === null ? null : (RENAMED[name.toLowerCase()] ?? name), ai: false };
}
