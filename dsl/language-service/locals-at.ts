import { isRowSource, peersBy, sourceOfRowWord } from "../types/row-words.ts";
import type { SourceName } from "../types/sources.ts";
import type { Piece } from "./scan.ts";

/** The row that `.f` belongs to at a place, and what else has a name only there. */
export interface Locals {
  readonly innermost: SourceName | null;
  /** Rows named by `as`, and parameters that are rows. */
  readonly rows: ReadonlyMap<string, SourceName>;
  /** Parameters that are values, with their type as written. */
  readonly values: ReadonlyMap<string, string>;
  /** Brackets open at the place, outermost first. */
  readonly depth: number;
  /** The word that opens the declaration around the place. */
  readonly declaration: string | null;
}

interface Open {
  readonly bracket: string;
  source: SourceName | null;
  readonly alias: string | null;
  readonly aggregate: boolean;
}

const AGGREGATES = new Set(["count", "sum", "min", "max", "oldest", "newest", "distinct", "peak", "share"]);
const QUANTIFIERS = new Set(["any", "no", "every"]);
const DECLARATIONS = new Set([
  "const",
  "list",
  "map",
  "attribute",
  "define",
  "rule",
  "preset",
  "test",
  "fixture",
  "extend",
  "override",
]);

/** Reads brackets and words up to the offset, so that it works while a line is being typed. */
export function localsAt(pieces: readonly Piece[], offset: number): Locals {
  const before = pieces.filter(({ kind, end }) => kind !== "comment" && kind !== "string" && end <= offset);
  const open: Open[] = [];
  const params = new Map<string, string>();
  let pending: { source: SourceName; alias: string | null } | null = null;
  let declaration: string | null = null;
  for (const [index, { text }] of before.entries()) {
    const last = before[index - 1]?.text ?? "";
    if (open.length === 0 && DECLARATIONS.has(text) && last !== ".") {
      declaration = text;
      params.clear();
    }
    const source = sourceOfRowWord(text);
    if (last === "by") {
      const peers = peersBy(text);
      const row = before[index - 2]?.text;
      const top = open.at(-1);
      if (row === "peer" && QUANTIFIERS.has(before[index - 3]?.text ?? "") && peers !== null)
        pending = { source: peers, alias: null };
      else if (row === "peers" && top?.aggregate === true) top.source ??= peers;
    } else if (QUANTIFIERS.has(last) && source !== null) pending = { source, alias: null };
    else if (text === "sequence" && last !== ".") pending = { source: "events", alias: null };
    else if (last === "of" && pending !== null && isRowSource(text)) pending = { source: text, alias: null };
    else if (last === "as" && pending !== null) pending = { source: pending.source, alias: text };
    else if (last === ":" && declaration === "define" && open.at(-1)?.bracket === "(") {
      params.set(before[index - 2]?.text ?? "", text);
    }
    const top = open.at(-1);
    if (top?.aggregate === true && top.source === null && isRowSource(text)) top.source = text;
    if (text === "{" || text === "(" || text === "[") {
      const rows = text === "{" ? pending : null;
      open.push({
        bracket: text,
        source: rows?.source ?? null,
        alias: rows?.alias ?? null,
        aggregate: text === "(" && AGGREGATES.has(last),
      });
      if (text === "{") pending = null;
    } else if (text === "}" || text === ")" || text === "]") open.pop();
  }
  return describe(open, params, declaration, sourceAhead(pieces, offset));
}

function describe(
  open: readonly Open[],
  params: ReadonlyMap<string, string>,
  declaration: string | null,
  ahead: SourceName | null,
): Locals {
  const top = open.findLast(({ source, aggregate }) => source !== null || aggregate);
  const rows = new Map<string, SourceName>();
  const values = new Map<string, string>();
  for (const { source, alias } of open) if (source !== null && alias !== null) rows.set(alias, source);
  for (const [name, type] of params) {
    const source = sourceOfRowWord(type);
    if (source === null) values.set(name, type);
    else rows.set(name, source);
  }
  return { innermost: top === undefined ? null : (top.source ?? ahead), rows, values, depth: open.length, declaration };
}

/** The source of `max(.f| of ips)`: it stands behind the place. */
function sourceAhead(pieces: readonly Piece[], offset: number): SourceName | null {
  let depth = 0;
  for (const [index, { text, start }] of pieces.entries()) {
    if (start < offset) continue;
    if (text === "(" || text === "[") depth += 1;
    else if (text === ")" || text === "]") depth -= 1;
    if (depth < 0 || text === "{" || text === "}") return null;
    if (depth === 0 && text === "of") {
      const next = pieces[index + 1]?.text ?? "";
      if (next === "peers") return peersBy(pieces[index + 3]?.text ?? "");
      return isRowSource(next) ? next : null;
    }
  }
  return null;
}
