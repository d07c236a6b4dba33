import crawlers from "crawler-user-agents";
import type { Bot } from "./bots.ts";

/** Names of attack tools and scanners; what else is a program by name is an HTTP library. */
const SCANNERS: ReadonlySet<string> = new Set(["sqlmap", "Nikto", "masscan", "Nuclei"]);

interface Crawler {
  readonly pattern: RegExp;
  readonly tag: string;
}

// The list's own types leave out its tags.
const CRAWLERS: readonly Crawler[] = crawlers.flatMap((crawler: { pattern: string; tags?: readonly string[] }) => {
  const [tag] = crawler.tags ?? [];
  return tag === undefined ? [] : [{ pattern: new RegExp(crawler.pattern), tag }];
});

/**
 * What a bot is for. Of AI companies: `ai-training`, `ai-search`, `ai-assistant`, `ai-agent`, `ai-scraper`; else in the words
 * of the list of crawlers: `search-engine`, `seo`, `monitoring`, `scanner`, `advertising`, `social-preview`, `feed-reader`,
 * `archiver`, `academic`, `http-library`, `browser-automation`. Null for bots that neither names.
 */
export function classOfBot(userAgent: string, { ai }: Bot): string | null {
  if (ai !== null) return `ai-${ai}`;
  return CRAWLERS.find(({ pattern }) => pattern.test(userAgent))?.tag ?? null;
}

/** What a program that calls itself by the name of a tool is for. */
export function classOfLibrary(name: string): string {
  return SCANNERS.has(name) ? "scanner" : "http-library";
}
