import { valueTypeText } from "../../dsl/types/type-text.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { attributeTests, type AttributeTests, type TestedValue } from "./attribute-tests.ts";
import { code, page, tableOf, type Page } from "./page.ts";

/** Which rules read each attribute, and in which tests it has a value and in which it is missing. */
export function attributeTestsPage(pack: BoundPack): Page {
  const attributes = attributeTests(pack);
  const cases = pack.tests.reduce((sum, test) => sum + test.cases.length, 0);
  return page(
    "attributes-and-tests.md",
    "# Attributes and their tests",
    `${attributes.length} attributes and ${cases} cases: how many of each file depend on the attribute. Every case runs in SQL and in TypeScript. *given*: written down in the case instead of being computed.`,
    "Every attribute has a value in some case. One that may be missing is missing in some case, one that is true or false is either in some case, a number is above zero and a list has entries in some case: `rules/attributes/attribute-tests.test.ts`.",
    ...[...byFile(attributes)].flatMap(([file, all]) => [`## ${file}`, tableOf(HEAD, all.map(row))]),
  );
}

const HEAD = ["attribute", "type", "read by", "values", "present in", "missing in", "given in"];

function row({ attribute, rules, values }: AttributeTests): readonly string[] {
  const computed = values.filter(({ given }) => !given);
  const present = computed.filter(({ value }) => value !== null);
  return [
    code(attribute.name),
    code(valueTypeText(attribute)),
    rules.join(" "),
    valuesText(present),
    filesText(present),
    attribute.optional ? filesText(computed.filter(({ value }) => value === null)) : "never",
    filesText(values.filter(({ given }) => given)),
  ];
}

/** `A03 2, ip.tocsin 1`: a rule by its id, another file by its name. */
function filesText(values: readonly TestedValue[]): string {
  const counts = new Map<string, number>();
  for (const { file } of values) {
    const name = file.slice(file.lastIndexOf("/") + 1);
    const short = /^[A-Z]\d+(?=_)/.exec(name)?.[0] ?? name;
    counts.set(short, (counts.get(short) ?? 0) + 1);
  }
  return [...counts].map(([file, count]) => `${file} ${count}`).join(", ");
}

/** How far the values are apart: `true 3, false 12`, `0 … 25`, `3`, `0 … 2 entries`, `4 different`. */
function valuesText(present: readonly TestedValue[]): string {
  const values = present.map(({ value }) => value);
  if (values.every((value) => typeof value === "boolean"))
    return `true ${values.filter((value) => value).length}, false ${values.filter((value) => !value).length}`;
  const lists = values.flatMap((value) => (Array.isArray(value) ? [value.length] : []));
  if (lists.length > 0) return `${rangeText(lists)} entries`;
  const numbers = values.flatMap((value) => (typeof value === "number" && value < TIMES ? [value] : []));
  if (numbers.length === values.length) return rangeText(numbers);
  return `${new Set(values).size} different`;
}

function rangeText(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? `${least}` : `${least} … ${most}`;
}

/** Moments and durations are milliseconds: above this they say nothing to a reader. */
const TIMES = 10_000_000;

function byFile(attributes: readonly AttributeTests[]): ReadonlyMap<string, readonly AttributeTests[]> {
  const files = new Map<string, AttributeTests[]>();
  const inOrder = attributes.toSorted(
    ({ attribute: { span: a } }, { attribute: { span: b } }) => a.file.localeCompare(b.file) || a.start - b.start,
  );
  for (const each of inOrder) {
    const known = files.get(each.attribute.span.file);
    if (known) known.push(each);
    else files.set(each.attribute.span.file, [each]);
  }
  return files;
}
