import type { PackFile } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { changedRules, type Draft } from "./draft.ts";

export interface MatrixRule {
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly category: Category;
}

export type Category = keyof typeof text.rules.categories;
// The dictionary names every category, in the order of the list.
export const CATEGORIES = Object.keys(text.rules.categories) as readonly Category[];

/** A preset's column is named by the preset behind `preset `. */
export type MatrixColumn = "id" | "matching" | "stored" | "draft" | `preset ${string}`;

export interface MatrixSorting {
  readonly column: MatrixColumn;
  readonly descending: boolean;
}

export interface MatrixFilter {
  readonly query: string;
  readonly category: Category | null;
  /** Only rules that weigh otherwise in the draft than stored. */
  readonly changedOnly: boolean;
}

type Weights = Readonly<Record<string, number>>;

/** What the columns hold, each by rule id. */
export interface MatrixData {
  readonly stored: Weights;
  readonly draft: Draft["weights"];
  readonly matching: Weights;
  readonly presets: ReadonlyMap<string, Weights>;
}

export function matrixRules(files: readonly PackFile[]): readonly MatrixRule[] {
  return files
    .flatMap(({ rules }) => rules)
    .map(({ id, title, tags }) => ({ id, title, tags, category: categoryOf(id) }))
    .toSorted(byId);
}

/** The rules that contain every word of the query in id, title, category or tags; ties go by id. */
export function matrixRows(
  rules: readonly MatrixRule[],
  data: MatrixData,
  { query, category, changedOnly }: MatrixFilter,
  { column, descending }: MatrixSorting,
): readonly MatrixRule[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const changed = changedOnly ? new Set(changedRules(data.draft, data.stored)) : null;
  const found = rules.filter(
    (rule) =>
      (category === null || rule.category === category) &&
      (changed === null || changed.has(rule.id)) &&
      words.every((word) => haystackOf(rule).includes(word)),
  );
  const sign = descending ? -1 : 1;
  if (column === "id") return found.toSorted((a, b) => sign * byId(a, b));
  const values = columnOf(column, data);
  return found.toSorted((a, b) => sign * ((values[a.id] ?? 0) - (values[b.id] ?? 0)) || byId(a, b));
}

/** The other direction of the same column; else the column's natural one, in which what weighs most stands first. */
export function nextMatrixSorting(present: MatrixSorting, column: MatrixColumn): MatrixSorting {
  if (present.column === column) return { column, descending: !present.descending };
  return { column, descending: column !== "id" };
}

function columnOf(column: Exclude<MatrixColumn, "id">, { stored, draft, matching, presets }: MatrixData): Weights {
  switch (column) {
    case "stored":
      return stored;
    case "draft":
      return draft;
    case "matching":
      return matching;
    default:
      return presets.get(column.slice("preset ".length)) ?? {};
  }
}

function haystackOf({ id, title, tags, category }: MatrixRule): string {
  return [id, title, text.rules.categories[category], ...tags].join(" ").toLowerCase();
}

function categoryOf(id: string): Category {
  return CATEGORIES.find((category) => category === id[0]) ?? "other";
}

const byId = (a: MatrixRule, b: MatrixRule) => (a.id < b.id ? -1 : Number(a.id > b.id));
