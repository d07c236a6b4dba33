import type { Span } from "../ast/node.ts";
import type { Diagnostic, DiagnosticCode } from "../diagnostics/index.ts";
import { lineAt, lineIndex, type LineIndex } from "../source/line-index.ts";

/** Mistakes of the syntax behind which the text was read as it was meant: what the binder says about it is about the author's text. */
const READ_AS_MEANT: ReadonlySet<DiagnosticCode> = new Set([
  "TC0021",
  "TC0023",
  "TC0024",
  "TC0026",
  "TC0027",
  "TC0029",
  "TC0031",
  "TC0039",
  "TC0062",
  "TC0063",
]);

export interface EchoContext {
  readonly text: (span: Span) => string;
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of declarations that could not be read. */
  readonly unread: ReadonlySet<string>;
}

/**
 * One mistake, one message: where the parser gave up on a line, what later stages make of the rest of that line is not told, and
 * neither is a declaration blamed for lacking what stands on such a line, or a name for a declaration that could not be read.
 */
export function withoutEchoes(diagnostics: readonly Diagnostic[], context: EchoContext): readonly Diagnostic[] {
  const indexes = new Map<string, LineIndex>();
  const lineOf = ({ file, start }: Span): number => {
    const index = indexes.get(file) ?? lineIndex(context.texts.get(file) ?? "");
    indexes.set(file, index);
    return lineAt(index, start);
  };
  const broken = diagnostics.filter(
    ({ code, severity }) => isSyntax(code) && severity === "error" && !READ_AS_MEANT.has(code),
  );
  if (broken.length === 0 && context.unread.size === 0) return diagnostics;
  const lines = new Set(broken.map(({ span }) => `${span.file} ${lineOf(span)}`));
  return diagnostics.filter(({ code, span }) => {
    if (isSyntax(code)) return true;
    if (code.startsWith("TC01") && context.unread.has(context.text(span))) return false;
    if (lines.has(`${span.file} ${lineOf(span)}`)) return false;
    return code !== "TC0515" || !broken.some((other) => isInside(other.span, span));
  });
}

const isSyntax = (code: DiagnosticCode): boolean => code < "TC0100";

const isInside = (inner: Span, outer: Span): boolean =>
  inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
