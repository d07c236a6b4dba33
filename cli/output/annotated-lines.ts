import type { RowsTrace, TraceNode } from "../../compiler/index.ts";
import type { Span } from "../../dsl/ast/node.ts";
import { lineAt, lineIndex, lineText } from "../../dsl/source/line-index.ts";
import { blameWords, rowWords, valueWords } from "./value-words.ts";

/** A line of a rule with what became of the conditions on it. */
export interface AnnotatedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Of the outermost condition that begins on the line; undefined where none does. */
  readonly truth: boolean | null | undefined;
  readonly notes: readonly string[];
}

/**
 * The lines from the first to the last of a part of a rule. Lines inside of a condition over rows speak of the row that decides or
 * comes nearest.
 */
export function annotatedLines(root: TraceNode, text: string): readonly AnnotatedLine[] {
  const index = lineIndex(text);
  const span = placeOf(root);
  if (span === null) return [];
  const nodes = [...conditionsOf(root)];
  const [first, last] = [lineAt(index, span.start), lineAt(index, Math.max(span.start, span.end - 1))];
  return Array.from({ length: last - first + 1 }, (_, i): AnnotatedLine => {
    const line = first + i;
    const own = nodes.filter((node) => {
      const place = placeOf(node);
      return place !== null && place.file === span.file && lineAt(index, place.start) === line;
    });
    const notes = new Set(own.flatMap(notesOf));
    return { number: line + 1, text: lineText(index, line), truth: truthOf(own[0]), notes: [...notes] };
  });
}

/** Where the reader of the declaration sees it: what a `define` brought in stands where the define is used. */
function placeOf({ via, span }: TraceNode): Span | null {
  return via?.span ?? span;
}

/** Outer conditions before inner ones. */
function* conditionsOf(node: TraceNode): Generator<TraceNode> {
  if (node.type !== "bool") return;
  yield node;
  for (const child of node.children) yield* conditionsOf(child);
  const nearest = node.rows?.shown[0]?.condition ?? null;
  if (nearest !== null) yield* conditionsOf(nearest);
}

function truthOf(node: TraceNode | undefined): boolean | null | undefined {
  if (node === undefined) return undefined;
  return typeof node.value === "boolean" ? node.value : null;
}

/** What a condition read; groups say nothing beyond their parts. */
function notesOf(node: TraceNode): readonly string[] {
  if (node.rows !== null) return [rowsNote(node.rows), ...node.blame.slice(0, 1).map(blameWords)];
  const inner = node.children.filter(({ type }) => type === "bool");
  if (inner.length > 0 && (node.kind === "and" || node.kind === "or" || node.kind === "not")) return [];
  const read = node.children.length === 0 ? [node] : node.children;
  const values = read
    .filter(
      ({ kind, text }) => kind !== "list_ref" && kind !== "list_literal" && (kind !== "literal" || isConstant(text)),
    )
    .map(({ text, value, type }) => `${text} = ${valueWords(value, type)}`);
  return [...values, ...node.blame.filter(({ name }) => !read.some(({ text }) => text === name)).map(blameWords)];
}

/** A constant by its name: its value is worth a note. */
function isConstant(text: string): boolean {
  return /^[A-Z][A-Z0-9_]{2,}$/.test(text);
}

function rowsNote({ kept, shown, source, fulfilled }: RowsTrace): string {
  const [nearest] = shown;
  if (nearest === undefined) return `no ${source}`;
  return `${(fulfilled ?? kept).toLocaleString("en")} of ${kept.toLocaleString("en")} ${source}; below: ${rowWords(nearest)}`;
}
