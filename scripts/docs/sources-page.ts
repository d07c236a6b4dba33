import { ENUMERATIONS } from "../../dsl/types/enumerations.ts";
import { rowSources } from "../../dsl/types/row-words.ts";
import { FIELDS, ROW_CAP, SOURCES, type FieldSpec, type SourceName } from "../../dsl/types/sources.ts";
import { code, page, tableOf, type Page } from "./page.ts";

/** The rows that rules see, their fields, and the words that fields take. */
export function sourcesPage(): Page {
  return page(
    "sources.md",
    "# Sources",
    `The rows of the user being judged, as of the moment that is judged; of each source at most the newest ${ROW_CAP.toLocaleString("en")}. A type with \`?\` may be missing. *moment*: known as of any moment. *current*: known as it is stored now; an answer about the past says which of these it used.`,
    "## user",
    "One row, written `user.f`.",
    fields("user"),
    ...rowSources().flatMap((source) => [
      `## ${source}`,
      `${sentence(SOURCES[source].doc)} One row is ${article(SOURCES[source].row)}; \`within\` looks at \`${SOURCES[source].clock}\`.`,
      fields(source),
    ]),
    "## Enumerations",
    "Their members are written bare where the other side of a comparison asks for them, and `event_type.page_view` elsewhere.",
    tableOf(
      ["enumeration", "members"],
      Object.entries(ENUMERATIONS).map(([name, members]) => [code(name), members.map(code).join(" ")]),
    ),
  );
}

function fields(source: SourceName): string {
  const specs: Readonly<Record<string, FieldSpec>> = FIELDS[source];
  return tableOf(
    ["field", "type", "known", "meaning"],
    Object.entries(specs).map(([name, { type, known, doc }]) => [code(name), code(typeText(type)), known, doc]),
  );
}

/** `row ips?` leads to a row of `ips`. */
function typeText(type: FieldSpec["type"]): string {
  return type.replace(/^row (\w+)(\??)$/, (_, source: string, optional: string) => {
    const known = rowSources().find((name) => name === source);
    return `${known === undefined ? source : SOURCES[known].row}${optional}`;
  });
}

function sentence(doc: string): string {
  return `${doc.charAt(0).toUpperCase()}${doc.slice(1)}.`;
}

function article(word: string): string {
  return `${/^[aeiou]/.test(word) ? "an" : "a"} \`${word}\``;
}
