import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { CAUSES } from "./causes.ts";

it("has a heading in docs/parity.md for each cause, in the same order, and no other", async () => {
  const page = await readFile(new URL("../../docs/parity.md", import.meta.url), "utf8");
  const headings = [...page.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
  expect(headings).toEqual(CAUSES.map(({ name }) => name));
});

it("says in docs/parity.md which causes are announced", async () => {
  const page = await readFile(new URL("../../docs/parity.md", import.meta.url), "utf8");
  for (const { name, announced } of CAUSES) {
    const [, text = ""] = page.split(`### ${name}\n\n`);
    expect(text.startsWith(announced ? "Announced." : "At most 20 pairs."), name).toBe(true);
  }
});
