import type { Declaration, SourceFile } from "../ast/declaration.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseFile, type SourceText } from "../parser/parse-file.ts";
import { createCommentCursor } from "./comment-cursor.ts";
import { printDeclaration } from "./print-declaration.ts";
import { printLines } from "./print-lines.ts";

export interface FormattedText {
  /** Unchanged when there are errors. */
  readonly text: string;
  /** What the parser found. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The canonical form of a text: the same for every way to write the same file. Comments stay with what they stand
 * above or behind. A text with syntax errors comes back as it is, with the errors.
 *
 * @example
 * format({ path: "a.tocsin", text: "const  DAYS=7" }).text; // "const DAYS = 7\n"
 */
export function format(source: SourceText): FormattedText {
  const { file, diagnostics } = parseFile(source);
  const broken = diagnostics.some(({ severity }) => severity === "error");
  return { text: broken ? source.text : formatFile(file, source.text), diagnostics };
}

/** Prints a parsed file without syntax errors; `text` is what it was parsed from. */
export function formatFile(file: SourceFile, text: string): string {
  const cursor = createCommentCursor(text, file.comments);
  const context = { source: text, cursor };
  const items = file.declarations.map((declaration, i) => {
    const previous = file.declarations[i - 1];
    const print = () => printDeclaration(declaration, context);
    const base = { start: declaration.span.start, end: declaration.span.end, print };
    return previous === undefined || mayTouch(previous, declaration) ? base : { ...base, blankBefore: true };
  });
  const lines = printLines(items, text.length + 1, "", cursor);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** Short declarations of one kind may stand under each other without an empty line, as the author likes. */
function mayTouch(a: Declaration, b: Declaration): boolean {
  return a.kind === b.kind && SHORT.has(a.kind);
}

const SHORT: ReadonlySet<Declaration["kind"]> = new Set(["const", "list", "extend", "override"]);
