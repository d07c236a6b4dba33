import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFile } from "../../dsl/parser/index.ts";
import { attributesPage } from "./attributes-page.ts";
import { diagnosticsPage } from "./diagnostics-page.ts";
import { functionsPage } from "./functions-page.ts";
import type { Page } from "./page.ts";
import { sourcesPage } from "./sources-page.ts";

/** Every page of the reference that is made, not written. */
export function referencePages(root: string): readonly Page[] {
  const folder = join(root, "rules", "attributes");
  const attributes = readdirSync(folder)
    .filter((name) => name.endsWith(".tocsin"))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return parseFile({ path: `rules/attributes/${name}`, text }).file;
    });
  const titleOf = (code: string) => {
    const [title = ""] = readFileSync(join(root, "docs", "diagnostics", `${code}.md`), "utf8").split("\n");
    return title.replace(/^# TC\d{4}: /, "");
  };
  return [functionsPage(), sourcesPage(), attributesPage(attributes), diagnosticsPage(titleOf)];
}
