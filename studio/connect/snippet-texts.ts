import { askingServer, SNIPPETS } from "../../clients/snippets/snippet.ts";

export interface SnippetText {
  readonly title: string;
  readonly text: string;
}

/** The files themselves, which a test runs. */
const FILES = import.meta.glob<string>("../../clients/snippets/tocsin.*", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Code for each language, which asks the server of this address. */
export function snippetTexts(origin: string): readonly SnippetText[] {
  return SNIPPETS.map(({ title, file }) => {
    const text = FILES[`../../clients/snippets/${file}`];
    if (text === undefined) throw new Error(`invariant: ${file} is there`);
    return { title, text: askingServer(text, origin) };
  });
}
