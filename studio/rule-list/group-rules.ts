import type { PackFile } from "../../api/index.ts";
import { text } from "../text/text.ts";

export interface ListedRule {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly weight: number;
  readonly errors: number;
}

export interface RuleGroup {
  readonly category: keyof typeof text.rules.categories;
  readonly rules: readonly ListedRule[];
}

/** The rules that contain every word of the query in id, title or tags, by category and then by id. */
export function groupRules(files: readonly PackFile[], query: string): readonly RuleGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = files.flatMap(listedRules).filter((rule) => contains(rule, words));
  return CATEGORIES.flatMap((category) => {
    const rules = found.filter(({ id }) => categoryOf(id) === category);
    return rules.length === 0 ? [] : [{ category, rules: rules.toSorted(byId) }];
  });
}

const byId = (a: ListedRule, b: ListedRule) => (a.id < b.id ? -1 : Number(a.id > b.id));

// The dictionary names every category, in the order of the list.
const CATEGORIES = Object.keys(text.rules.categories) as readonly RuleGroup["category"][];

function listedRules(file: PackFile): readonly ListedRule[] {
  return file.rules.map(({ id, title, tags, weight }) => ({
    path: file.path,
    id,
    title,
    tags,
    weight,
    errors: file.errors,
  }));
}

function contains({ id, title, tags }: ListedRule, words: readonly string[]): boolean {
  const haystack = [id, title, ...tags].join(" ").toLowerCase();
  return words.every((word) => haystack.includes(word));
}

function categoryOf(id: string): RuleGroup["category"] {
  return CATEGORIES.find((category) => category === id[0]) ?? "other";
}
