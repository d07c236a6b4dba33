import { readFile } from "node:fs/promises";
import crawlers from "crawler-user-agents";
import { expect, it } from "vitest";
import { AI_BOTS, aiBot } from "../../runtime/enrichment/ai-bots.ts";
import { parseUserAgent } from "../../runtime/enrichment/user-agent.ts";
import { readCorpus } from "./judge-corpus.ts";

const written = (await readCorpus("ai-agents.tsv")).map((line) => line.split("\t"));
const isFound = (userAgent: string) => parseUserAgent(userAgent).ai_bot;

it("finds each entry by the user agents that it sends, under its own name", () => {
  const wrong = written.filter(([name, userAgent = ""]) => parseUserAgent(userAgent).bot_name !== name);
  expect(wrong).toEqual([]);
  expect(new Set(written.map(([name]) => name))).toEqual(new Set(AI_BOTS.map(({ name }) => name)));
});

it("finds none among ordinary user agents", async () => {
  const agents = await readCorpus("ordinary-user-agents.txt");
  expect(agents.length).toBeGreaterThan(600);
  expect(agents.filter(isFound)).toEqual([]);
});

it("finds none inside of another name", () => {
  expect(aiBot("Mozilla/5.0 (compatible; MyGPTBot/1.0)")).toBeNull();
  expect(aiBot("Devinci-Reader/2.0")).toBeNull();
  expect(aiBot("Mozilla/5.0 (compatible; Exabot/3.0; +http://www.exabot.com/go/robot)")).toBeNull();
});

it("says of each what it is for", () => {
  expect(aiBot("CCBot/2.0 (https://commoncrawl.org/faq/)")).toMatchObject({
    operator: "Common Crawl",
    kind: "training",
  });
  expect(parseUserAgent("Mozilla/5.0 (compatible; Claude-User/1.0)").program_class).toBe("ai-assistant");
});

it("finds what docs/lists.md says in lists that others made", async () => {
  const page = await readFile(new URL("../../docs/lists.md", import.meta.url), "utf8");
  const agents = taggedAsAi();
  const names = await readCorpus("ai-robots-names.txt");
  const named = names.filter((name) => aiBot(`${name}/1.0`) !== null);
  expect(page).toContain(`| names of ai-robots-txt | ${named.length} of ${names.length} |`);
  expect(page).toContain(
    `| user agents that \`crawler-user-agents\` calls \`ai-crawler\` | ${agents.filter(isFound).length} of ${agents.length} |`,
  );
  expect(page).toContain(`${written.length} of ${written.length}`);
  expect(page).toContain(`${AI_BOTS.length} entries`);
});

/** The user agents of the crawlers that another list takes for an AI company's. Its own types leave out its tags. */
function taggedAsAi(): readonly string[] {
  return crawlers.flatMap(({ instances, tags }: { instances: readonly string[]; tags?: readonly string[] }) =>
    tags?.includes("ai-crawler") === true ? instances : [],
  );
}
