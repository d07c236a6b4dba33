import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SNIPPETS } from "../../clients/snippets/snippet.ts";
import { page, type Page } from "./page.ts";

/** The snippets as they are in their files, to be read beside each other. */
export function snippetsPage(root: string): Page {
  const sections = SNIPPETS.map(({ title, file, language }) => {
    const text = readFileSync(join(root, "clients", "snippets", file), "utf8");
    return [`## ${title}`, `\`\`\`${language}\n${text}\`\`\``].join("\n\n");
  });
  return page("snippets.md", "# Snippets", INTRODUCTION, ...sections);
}

const INTRODUCTION = `Each of these sends an event and asks the blacklist, needs nothing but its language, waits three seconds at most, and goes on without
Tocsin when there is no answer. Set \`TOCSIN_API_KEY\`, and \`TOCSIN_URL\` where it is not this machine. For the fields see [the sensor](sensor.md); for a
queue, retries and middleware in Node see [clients](clients.md).`;
