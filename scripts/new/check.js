/**
 * @typedef {object} Checkout
 * @property {readonly string[]} pages The names of the diagnostics' pages.
 * @property {(path: string) => string} read
 * @property {(path: string) => boolean} exists
 */

const CATALOG = "dsl/diagnostics/catalog/lints.ts";
const REGISTRY = "dsl/checks/lint-pack.ts";

/**
 * The files of a new lint by their paths, written or changed: source, test, page, and a line in catalogue and registry.
 *
 * @param {string} name In kebab-case, as its file is to be called.
 * @param {Checkout} checkout
 * @returns {ReadonlyMap<string, string>}
 */
export function newCheck(name, { pages, read, exists }) {
  if (!/^[a-z]+(-[a-z]+)+$/.test(name)) throw new Error(`${name}: a name has two words or more, in-kebab-case`);
  const source = `dsl/checks/lints/${name}.ts`;
  if (exists(source)) throw new Error(`${source} is there already`);
  const code = nextCode(pages);
  const camel = name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  return new Map([
    [source, sourceText(camel, code)],
    [`dsl/checks/lints/${name}.test.ts`, testText(code)],
    [`docs/diagnostics/${code}.md`, pageText(name, code)],
    [
      CATALOG,
      inserted(
        read(CATALOG),
        "} as const;",
        `  ${code}: warning((p: { rule: string }) => \`\\\`\${p.rule}\\\` ${spoken(name)}\`),\n`,
      ),
    ],
    [REGISTRY, registered(read(REGISTRY), camel, name)],
  ]);
}

/** @param {readonly string[]} pages */
function nextCode(pages) {
  const taken = pages.flatMap((page) => /^TC06(\d\d)\.md$/.exec(page)?.[1] ?? []).map(Number);
  return `TC06${String(Math.max(0, ...taken) + 1).padStart(2, "0")}`;
}

/** @param {string} name */
const spoken = (name) => name.replaceAll("-", " ");

/** @param {string} camel @param {string} code */
const sourceText = (camel, code) => `import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** Why somebody would not have meant it. */
export function ${camel}({ rules, symbols, report }: PackLintContext): void {
  for (const { rule } of rules) {
    const declaration = symbols.rules.get(rule.id);
    if (declaration === undefined || rule.title !== "") continue;
    report(diagnostic("${code}", declaration.id.span, { rule: rule.id }));
  }
}
`;

/** @param {string} code */
const testText = (code) => `import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes } = lintTester(["${code}"]);
const rule = (title: string) => \`rule X01 "\${title}" {\\n  when user.ip_count > 3\\n}\\n\`;

it("reports what is probably not meant", () => expect(codes(rule(""))).toEqual(["${code}"]));

it("accepts what is", () => expect(codes(rule("t"))).toEqual([]));
`;

/** @param {string} name @param {string} code */
const pageText = (name, code) => `# ${code}: ${spoken(name)}

What is the matter, in one sentence.

Avoid:

\`\`\`tocsin
rule X01 "" { when user.ip_count > 3 }
\`\`\`

Prefer:

\`\`\`tocsin
rule X01 "Many addresses" { when user.ip_count > 3 }
\`\`\`

Why it matters.
`;

/**
 * @param {string} text
 * @param {string} before
 * @param {string} line
 */
function inserted(text, before, line) {
  const at = text.lastIndexOf(before);
  if (at < 0) throw new Error(`invariant: there is no ${before} to write before`);
  return text.slice(0, at) + line + text.slice(at);
}

/**
 * @param {string} text
 * @param {string} camel
 * @param {string} name
 */
function registered(text, camel, name) {
  const imported = inserted(text, "\n/** One lint a file", `import { ${camel} } from "./lints/${name}.ts";\n`);
  const start = imported.indexOf("const PACK_LINTS");
  const end = imported.indexOf("];\n", start);
  return `${imported.slice(0, end)}  ${camel},\n${imported.slice(end)}`;
}
