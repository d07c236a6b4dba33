import type { QuantifierExpr } from "../ast/groups.ts";
import type { Name, Span } from "../ast/node.ts";
import type { Expr } from "../ast/expr.ts";
import type { SourceSelect } from "../ast/source-select.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { LIMITS } from "../types/limits.ts";
import { isRowSource, rowSources, rowWordOf, sourceOfRowWord, sourceText } from "../types/row-words.ts";
import type { RowSource } from "../types/sources.ts";
import { bindRowCount, bindSpan } from "./bind-constant.ts";
import type { BoundSelect } from "./bound.ts";
import { bindShared, mayShare } from "./bind-shared.ts";
import { openRow, rowByAlias, type Scope } from "./scope.ts";
import { splitTies } from "./split-ties.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** The rows of an aggregate, and the scope in which `.f` is a field of one of them. */
export function bindSelect(
  source: SourceSelect,
  scope: Scope,
): { readonly select: BoundSelect; readonly rows: Scope } | null {
  const name = sourceName(source, scope);
  if (name === null || !mayNest(source.span, scope)) return null;
  const last = boundOrNull(source.last, (expr) => bindRowCount(expr, scope, "`last`"));
  const within = boundOrNull(source.within, (expr) => bindSpan(expr, scope));
  const { frame, rows } = openRow(scope, name, null);
  const where = boundOrNull(source.where, (expr) => rows.env.parts.condition(expr, rows));
  const split = where === undefined ? null : splitTies(where, frame.row, rows);
  if (last === undefined || within === undefined || split === null) return null;
  return { select: { source: name, row: frame.row, last, withinMs: within, ...split }, rows };
}

/** The rows of `any event as e last 25 within 1d { … }`. */
export function bindQuantifierSelect(
  { row, by, alias, last: lastExpr, within: withinExpr }: QuantifierExpr,
  scope: Scope,
): { readonly select: BoundSelect; readonly rows: Scope } | null {
  const source = rowSource(row, by, scope);
  const last = boundOrNull(lastExpr, (expr) => bindRowCount(expr, scope, "`last`"));
  const within = boundOrNull(withinExpr, (expr) => bindSpan(expr, scope));
  if (alias !== null) checkAlias(alias, scope);
  if (source === null) return null;
  const { frame, rows } = openRow(scope, source, alias?.text ?? null);
  if (last === undefined || within === undefined) return null;
  return {
    select: { source, row: frame.row, last, withinMs: within, where: null, ties: [], outer: null, differs: null },
    rows,
  };
}

/** Undefined after an error, null when nothing was written. */
function boundOrNull<T>(expr: Expr | null, bind: (expr: Expr) => T | null): T | null | undefined {
  return expr === null ? null : (bind(expr) ?? undefined);
}

function mayNest(span: Span, scope: Scope): boolean {
  if (scope.frames.length < LIMITS.rowNesting) return true;
  scope.report(diagnostic("TC0402", span, { limit: LIMITS.rowNesting }));
  return false;
}

function sourceName({ source, by }: SourceSelect, scope: Scope): RowSource | null {
  const { text: word, span } = source;
  if (word === "peers") return bindShared(source, by, scope);
  if (isRowSource(word)) return mayShare(source, by, scope) ? word : null;
  const suggestion = word === "peer" ? "peers" : (sourceOfRowWord(word) ?? suggest(word, SOURCE_WORDS));
  if (word !== "") reportSource(word, span, suggestion, scope);
  return null;
}

function rowSource(row: Name, by: Name | null, scope: Scope): RowSource | null {
  const { text: word, span } = row;
  if (word === "peer") return bindShared(row, by, scope);
  const source = sourceOfRowWord(word);
  if (source !== null) return mayShare(row, by, scope) ? source : null;
  if (word === "") return null;
  const plural = word === "peers" ? "peer" : isRowSource(word) ? rowWordOf(word) : null;
  reportSource(word, span, plural ?? suggest(word, rowSources().map(rowWordOf)), scope);
  return null;
}

const SOURCE_WORDS = [...new Set(rowSources().map((source) => sourceText(source).replace(/ .*/, "")))];

function reportSource(word: string, span: Span, suggestion: string | null, scope: Scope): void {
  scope.report(diagnostic("TC0105", span, { word, suggestion }, { fixes: suggestionFix(span, suggestion) }));
}

function checkAlias({ text: name, span }: Name, scope: Scope): void {
  const taken = scope.params.has(name) || rowByAlias(scope, name) !== null || scope.env.symbols.named.has(name);
  if (taken || name === "user") scope.report(diagnostic("TC0116", span, { name }));
}
