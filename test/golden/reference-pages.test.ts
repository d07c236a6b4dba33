import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { referencePages } from "../../scripts/docs/reference-pages.ts";
import { ROOT } from "../../scripts/root.js";

// Mended by `npm run docs`.
it.each(referencePages(ROOT))("keeps docs/language/$name as the catalogues are", ({ name, text }) =>
  expect(readFileSync(join(ROOT, "docs", "language", name), "utf8")).toBe(text),
);
