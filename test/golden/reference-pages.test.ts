import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { referencePages } from "../../scripts/docs/reference-pages.ts";
import { rulesPages } from "../../scripts/docs/rules-pages.ts";
import { snippetsPage } from "../../scripts/docs/snippets-page.ts";
import { ROOT } from "../../scripts/root.js";

// Mended by `npm run docs`.
it.each(referencePages(ROOT))("keeps docs/language/$name as the catalogues are", ({ name, text }) =>
  expect(readFileSync(join(ROOT, "docs", "language", name), "utf8")).toBe(text),
);

it.each(await rulesPages(ROOT))("keeps docs/rules/$name as the built-in pack is", ({ name, text }) =>
  expect(readFileSync(join(ROOT, "docs", "rules", name), "utf8")).toBe(text),
);

it("keeps docs/snippets.md as the snippets are", () => {
  const { name, text } = snippetsPage(ROOT);
  expect(readFileSync(join(ROOT, "docs", name), "utf8")).toBe(text);
});
