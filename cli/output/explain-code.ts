import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG } from "../../dsl/diagnostics/catalog.ts";
import { readPage, type DiagnosticPage } from "../../dsl/diagnostics/read-page.ts";
import { suggest } from "../../dsl/diagnostics/suggest.ts";
import { CliError } from "../cli-error.ts";
import type { Host } from "../host.ts";
import type { Output } from "./output.ts";

/** Prints the page of a diagnostic code, which lies in `docs/diagnostics/` of Tocsin itself. */
export async function explainCode(asked: string, host: Host, output: Output): Promise<void> {
  const code = asked.toUpperCase();
  if (!Object.hasOwn(CATALOG, code)) {
    const suggestion = suggest(code, Object.keys(CATALOG));
    throw new CliError(`there is no code ${asked}${suggestion === null ? "" : `; did you mean ${suggestion}?`}`);
  }
  const file = join(host.root, "docs", "diagnostics", `${code}.md`);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new CliError(`the page of ${code} is not part of this installation: ${file}`, { cause: error });
  });
  const page = readPage(text);
  if (page === null) throw new Error(`invariant: ${file} has four parts`);
  if (output.format === "json") output.json("explain", page);
  else printPage(page, output);
}

function printPage({ code, title, summary, avoid, prefer, why }: DiagnosticPage, { print, colors }: Output): void {
  const { bold, red, green } = colors;
  const example = (text: string) => text.replaceAll(/^(?=.)/gm, "    ");
  print(
    [
      bold(`${code}: ${title}`),
      summary,
      red("Avoid:"),
      example(avoid),
      green("Prefer:"),
      example(prefer),
      why.replaceAll(/(?<=\S)\n(?=\S)/g, " "),
    ].join("\n\n"),
  );
}
