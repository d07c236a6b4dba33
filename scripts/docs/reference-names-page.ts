import { code, page, tableOf, type Page } from "./page.ts";
import type { ReferenceName } from "./reference-names.ts";

/** What the names of the reference system are here, for those who bring rules of their own. */
export function referenceNamesPage(names: readonly ReferenceName[]): Page {
  const lists = names.filter(({ overRows }) => overRows !== null);
  return page(
    "reference-names.md",
    "# Attribute names of the reference system",
    `All ${names.length} names are attributes here, \`event_type\` as \`event_types\`; [what each means](../language/attributes.md), [where it is tested](attributes-and-tests.md), [where values differ](../parity.md). Where nothing is known the attribute is missing, whatever stands for that there: a comparison with a missing value is unknown, and unknown does not match.`,
    "What depends on which e-mail address of several the database returned there first is left out: `ed_*`, `ee_blockemails`, `ee_checked`, `ee_data_breach`, `ee_reputation`. `emails` has a row for each address, with its domain.",
    tableOf(
      ["name", "attribute", "type", "where nothing is known, there"],
      names.map(({ name, type, attribute, nothing }) => [
        code(name),
        name === attribute ? "" : `${code(attribute)}: the name is a word of the language`,
        code(type),
        nothing === "-" ? "" : code(nothing),
      ]),
    ),
    "## Lists that belong together",
    "There, entries of several lists with one index belong to one row. Here a list is a set of different values, and what says something about one row is asked of the rows:",
    tableOf(
      ["name", "for example"],
      lists.map(({ name, overRows }) => [code(name), code(overRows ?? "")]),
    ),
  );
}
