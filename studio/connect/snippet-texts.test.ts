import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SNIPPETS } from "../../clients/snippets/snippet.ts";
import { snippetTexts } from "./snippet-texts.ts";

it("shows the files that are run, with this server's address", () => {
  const shown = snippetTexts("https://tocsin.example.com");
  expect(shown.map(({ title }) => title)).toEqual(SNIPPETS.map(({ title }) => title));
  for (const [index, { text }] of shown.entries()) {
    const url = new URL(`../../clients/snippets/${SNIPPETS[index]?.file ?? ""}`, import.meta.url);
    const written = readFileSync(url, "utf8");
    expect(written).toContain("http://127.0.0.1:8585");
    expect(text).not.toContain("127.0.0.1");
    expect(text.replaceAll("https://tocsin.example.com", "http://127.0.0.1:8585")).toBe(written);
  }
});
