import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.js";
import { referencePages } from "./reference-pages.ts";
import { rulesPages } from "./rules-pages.ts";

/* `npm run docs`: writes the pages of `docs/language/` and `docs/rules/`, which follow from the code and the built-in pack. */
const folders = [
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
