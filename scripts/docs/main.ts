import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.js";
import { referencePages } from "./reference-pages.ts";
import { rulesPages } from "./rules-pages.ts";
import { snippetsPage } from "./snippets-page.ts";

/* `npm run docs`: writes the pages of `docs/language/`, `docs/rules/` and the snippets, which follow from the code and the built-in pack. */
const folders = [
  ["", [snippetsPage(ROOT)]],
  ["language", referencePages(ROOT)],
  ["rules", await rulesPages(ROOT)],
] as const;
for (const [folder, pages] of folders) {
  mkdirSync(join(ROOT, "docs", folder), { recursive: true });
  for (const { name, text } of pages) {
    const path = join("docs", folder, name);
    writeFileSync(join(ROOT, path), text);
    console.log(path);
  }
}
