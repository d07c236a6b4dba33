import { CATALOG, type DiagnosticCode } from "../../dsl/diagnostics/catalog.ts";
import { page, tableOf, type Page } from "./page.ts";

const FAMILIES: readonly (readonly [prefix: string, title: string])[] = [
  ["TC00", "Reading the text"],
  ["TC01", "Names"],
  ["TC02", "Types"],
  ["TC03", "Missing values"],
  ["TC04", "Limits"],
  ["TC05", "Rules, presets and tests"],
  ["TC06", "Lints"],
];

/** Every code with the title of its page. `titleOf` gives the first line of a page. */
export function diagnosticsPage(titleOf: (code: DiagnosticCode) => string): Page {
  const codes = (Object.keys(CATALOG) as DiagnosticCode[]).toSorted(); // the keys of a constant table
  return page(
    "diagnostics.md",
    "# Diagnostics",
    "What the compiler says, by code. Each page tells what to avoid and what to prefer.",
    ...FAMILIES.flatMap(([prefix, title]) => [
      `## ${title}`,
      tableOf(
        ["code", "severity", "what it says"],
        codes
          .filter((code) => code.startsWith(prefix))
          .map((code) => [`[${code}](../diagnostics/${code}.md)`, CATALOG[code].severity, titleOf(code)]),
      ),
    ]),
  );
}
