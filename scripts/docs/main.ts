import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.js";
import { referencePages } from "./reference-pages.ts";

/* `npm run docs`: writes the pages of `docs/language/` that follow from the code. */
for (const { name, text } of referencePages(ROOT)) {
  const path = join("docs", "language", name);
  writeFileSync(join(ROOT, path), text);
  console.log(path);
}
