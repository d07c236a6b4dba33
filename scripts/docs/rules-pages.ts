import { type Cost, costText, packCosts } from "../../dsl/cost/index.ts";
import type { BoundPack, BoundRule } from "../../dsl/binder/bound.ts";
import type { Span } from "../../dsl/ast/node.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { attributeTestsPage } from "./attribute-tests-page.ts";
import { code, page, tableOf, type Page } from "./page.ts";
import { referenceNamesPage } from "./reference-names-page.ts";
import { readReferenceNames } from "./reference-names.ts";
import { exampleOf } from "./rule-example.ts";
import { readTechniqueNames, techniqueUrl, type TechniqueNames } from "./technique-names.ts";

const CATEGORIES = [
  ["A", "account-takeover", "Account takeover"],
  ["B", "behaviour", "Behaviour"],
  ["C", "country", "Country"],
  ["D", "device", "Device"],
  ["E", "email", "E-mail"],
  ["I", "ip", "Address and network"],
  ["P", "phone", "Telephone"],
  ["R", "reuse", "Reuse"],
] as const;

interface Catalogue {
  readonly pack: BoundPack;
  readonly costs: ReadonlyMap<string, Cost>;
  readonly names: TechniqueNames;
  readonly textOf: (span: Span) => string;
}

/** The catalogue of the built-in rules, below `docs/rules/`: an index, a page a category, and the attributes that they read. */
export async function rulesPages(root: string): Promise<readonly Page[]> {
  const { pack, files } = await loadPack({ builtIn: root });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const catalogue: Catalogue = {
    pack,
    costs: packCosts(pack),
    names: await readTechniqueNames(root),
    textOf: ({ file, start, end }) => texts.get(file)?.slice(start, end) ?? "",
  };
  return [
    index(pack),
    ...CATEGORIES.map((category) => categoryPage(catalogue, category)),
    attributeTestsPage(pack),
    referenceNamesPage(readReferenceNames(root)),
  ];
}

function index(pack: BoundPack): Page {
  return page(
    "README.md",
    "# Rules of the built-in pack",
    `${pack.rules.length} rules and ${pack.presets.length} presets. Ids from 101 on are rules beyond the reference system. Each has a section with its condition, what it reads, and a user that it catches. [Attributes and their tests](attributes-and-tests.md), [attribute names of the reference system](reference-names.md), [false positives](false-positives.md) among people who mean no harm.`,
    ...CATEGORIES.flatMap(([letter, file, title]) => [
      `## [${title}](${file}.md)`,
      tableOf(
        ["rule", "title", "severity", "looks for"],
        rulesOf(pack, letter).map(({ id, title: name, metadata }) => [
          `[${id}](${file}.md#${anchor(id, name)})`,
          name,
          metadata.severity ?? "",
          metadata.description ?? "",
        ]),
      ),
    ]),
  );
}

function categoryPage(catalogue: Catalogue, [letter, file, title]: (typeof CATEGORIES)[number]): Page {
  return page(
    `${file}.md`,
    `# ${title}`,
    ...rulesOf(catalogue.pack, letter).flatMap((rule) => section(catalogue, rule)),
  );
}

function section({ pack, costs, names, textOf }: Catalogue, rule: BoundRule): readonly string[] {
  const { id, title, metadata } = rule;
  const { test, because, attributes } = exampleOf(pack, rule);
  const cost = costs.get(id);
  const facts = [
    ["severity", metadata.severity ?? ""],
    ["tags", metadata.tags.map(code).join(" ")],
    ["ATT&CK", metadata.attack.map((technique) => techniqueLink(technique, names)).join(", ")],
    ["OWASP", metadata.oat.map((threat) => techniqueLink(threat, names)).join(", ")],
    ["reads", attributes.map((name) => `[${code(name)}](../language/attributes.md)`).join(" ")],
    ["costs", cost === undefined ? "" : costText(cost)],
    ["weighs", weightsOf(pack, id)],
    ["may be wrong", metadata.falsePositives ?? ""],
  ].filter(([, value]) => value !== "");
  return [
    `## ${id} ${title}`,
    metadata.description ?? "",
    ...(metadata.story.length === 0 ? [] : [metadata.story.map((sentence) => `- ${sentence}`).join("\n")]),
    block(conditionOf(textOf(rule.span))),
    tableOf(["", ""], facts),
    `A user that it catches, *${because}*:`,
    block(textOf(test.span)),
  ];
}

function techniqueLink(id: string, names: TechniqueNames): string {
  return `[${id} ${names(id)}](${techniqueUrl(id, names(id))})`;
}

/** The rule from `when` on, as it is written. */
function conditionOf(text: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => /^ {2}when\b/.test(line));
  return lines
    .slice(from, -1)
    .map((line) => line.replace(/^ {2}/, ""))
    .join("\n");
}

function weightsOf({ presets }: BoundPack, id: string): string {
  return presets
    .flatMap(({ name, weights }) => (weights.has(id) ? [`${code(name)} ${weights.get(id) ?? 0}`] : []))
    .join(", ");
}

function rulesOf({ rules }: BoundPack, letter: string): readonly BoundRule[] {
  const number = ({ id }: BoundRule) => Number(id.slice(1));
  return rules.filter(({ id }) => id.startsWith(letter)).toSorted((a, b) => number(a) - number(b));
}

/** As GitHub names headings. */
function anchor(id: string, title: string): string {
  return `${id} ${title}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function block(text: string): string {
  return `\`\`\`tocsin\n${text.trim()}\n\`\`\``;
}
