import list from "../../data/ai-bots.json" with { type: "json" };

/** What the program of an AI company is out for; `data/ai-bots.json` says what each word means. */
export const AI_KINDS = ["training", "search", "assistant", "agent", "scraper"] as const;
export type AiKind = (typeof AI_KINDS)[number];

export interface AiBot {
  readonly name: string;
  /** Null where nobody says who it is. */
  readonly operator: string | null;
  readonly kind: AiKind;
}

/** The day on which the list was gone through. */
export const AI_BOTS_AS_OF = list.date;

// A longer name first: `AI2Bot-DeepResearchEval` holds `AI2Bot`.
const BY_TOKEN: ReadonlyMap<string, AiBot> = new Map(
  list.bots
    .map((bot) => [(bot.token ?? bot.name).toLowerCase(), { ...bot, kind: kindOf(bot.kind) }] as const)
    .sort(([left], [right]) => right.length - left.length),
);

export const AI_BOTS: readonly AiBot[] = [...BY_TOKEN.values()];

// One alternation of plain texts: a name inside of a longer word is another's (`MyGPTBot`, `PetalBottle`).
const TOKENS = new RegExp(`(?<![a-z0-9])(?:${[...BY_TOKEN.keys()].map(quoted).join("|")})(?![a-z])`, "i");

/**
 * The entry of `data/ai-bots.json` that a user agent names.
 *
 * @example
 * aiBot("CCBot/2.0 (https://commoncrawl.org/faq/)")?.operator; // "Common Crawl"
 */
export function aiBot(userAgent: string): AiBot | null {
  const [token] = TOKENS.exec(userAgent) ?? [];
  return token === undefined ? null : (BY_TOKEN.get(token.toLowerCase()) ?? null);
}

function kindOf(text: string): AiKind {
  const kind = AI_KINDS.find((known) => known === text);
  if (kind === undefined) throw new Error(`invariant: \`${text}\` is no kind of AI bot`);
  return kind;
}

function quoted(text: string): string {
  return text.replace(/[^\w -]/g, "\\$&");
}
