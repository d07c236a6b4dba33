import type { BoundCondition, BoundSelect, BoundValue, RowId } from "../binder/bound.ts";

/** How rows are called, whatever their numbers: `row` is the innermost one, `row^` the one around it. */
export type RowNames = ReadonlyMap<RowId, string>;

export const NO_ROWS: RowNames = new Map();

/** The names inside the rows of a source: the rows around them are one step further away. */
export function insideRow(row: RowId, names: RowNames): RowNames {
  return new Map([...[...names].map(([id, name]) => [id, `${name}^`] as const), [row, "row"]]);
}

/**
 * A text that two values or conditions share only when they are the same for every user and row, wherever they are written.
 * The order of operands and of lines does not count where it does not matter. Every property that is not about a place
 * goes in, so that what the language learns next is told apart without a change here.
 */
export function canonicalKey(node: BoundValue | BoundCondition, names: RowNames): string {
  return keyOf(node, names);
}

export function tieKeys({ ties, row }: BoundSelect, names: RowNames): readonly string[] {
  const inside = insideRow(row, names);
  return ties.map((tie) => keyOf(tie, inside)).toSorted();
}

type Properties = Readonly<Record<string, unknown>>;

const PLACES = new Set(["span", "type", "optional"]);

function keyOf(node: unknown, names: RowNames): string {
  if (Array.isArray(node)) return `[${node.map((each) => keyOf(each, names)).join(",")}]`;
  if (typeof node !== "object" || node === null) return JSON.stringify(node) ?? "";
  const properties = node as Properties; // any object can be read so
  const select = isSelect(properties["select"]) ? properties["select"] : null;
  const inside = select === null ? names : insideRow(select.row, names);
  const parts = Object.entries(properties)
    .filter(([name]) => !PLACES.has(name))
    .map(([name, value]) => {
      if (name === "select" && select !== null) return selectKey(select, inside);
      if (name === "row") return nameOf(value, names);
      return isUnordered(properties, name) ? unordered(value, inside) : keyOf(value, inside);
    });
  if (isSymmetric(properties)) parts.sort();
  return `(${parts.join(" ")})`;
}

function selectKey(select: BoundSelect, inside: RowNames): string {
  const parts = Object.entries(select)
    .filter(([name]) => name !== "row" && name !== "outer")
    .map(([name, value]) => (name === "ties" ? unordered(value, inside) : keyOf(value, inside)));
  return `{${parts.join(" ")}}`;
}

function isSelect(value: unknown): value is BoundSelect {
  return typeof value === "object" && value !== null && "source" in value && "row" in value && "ties" in value;
}

function nameOf(row: unknown, names: RowNames): string {
  return [...names].find(([id]) => id === row)?.[1] ?? String(row);
}

/** Lists whose order says nothing, and where naming one entry twice says nothing either. */
function isUnordered({ kind, fn }: Properties, name: string): boolean {
  if (name === "operands") return kind === "and" || kind === "or";
  if (name === "values") return kind === "list_literal";
  return name === "args" && (fn === "least" || fn === "greatest");
}

function unordered(value: unknown, names: RowNames): string {
  const keys = Array.isArray(value) ? value.map((each) => keyOf(each, names)) : [];
  return `{${[...new Set(keys)].toSorted().join(",")}}`;
}

function isSymmetric({ kind, op }: Properties): boolean {
  return kind === "overlaps" || (kind === "arithmetic" && (op === "+" || op === "*"));
}
