import type { IRecognitionException, IToken } from "chevrotain";
import type { Declaration, SourceFile } from "../ast/declaration.ts";
import type { DiagnosticCode } from "../diagnostics/catalog.ts";
import { compareDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { lineAt, type LineIndex, lineIndex } from "../source/line-index.ts";
import { quoteToken } from "./expected.ts";
import { expectedFixes } from "./expected-fixes.ts";
import { Grammar } from "./grammar.ts";
import { layout } from "./layout.ts";
import { endOf, lex, rename, spanOf } from "./lex.ts";
import { MAX_DIAGNOSTICS, MAX_FILE_BYTES } from "./limits.ts";
import { node } from "../ast/node.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { splitTypeEnds } from "./split-type-end.ts";
import { DECLARATION_WORDS, splitDeclarations } from "./split.ts";
import * as t from "./tokens.ts";

export interface SourceText {
  /** Path inside the pack, with `/`; it appears in every span. */
  readonly path: string;
  readonly text: string;
}

export interface ParsedFile {
  readonly file: SourceFile;
  /** In the order of the text; the first thousand, since more help nobody. */
  readonly diagnostics: readonly Diagnostic[];
  /** Names of declarations that could not be read: whoever uses them is not to blame. */
  readonly unread: readonly string[];
}

/**
 * Reads one file. Never throws, whatever the text: a mistake gives one diagnostic, and the declarations,
 * lines and conditions around it are still read.
 *
 * @example
 * parseFile({ path: "a.tocsin", text: "const DAYS = 7" }).file.declarations[0]?.kind; // "const"
 */
export function parseFile({ path, text }: SourceText): ParsedFile {
  const reporter = createReporter(path);
  if (refuse(text, reporter))
    return { file: fileOf([], [], text, reporter), diagnostics: reporter.diagnostics, unread: [] };
  const lexed = lex(text, path);
  const lines = lineIndex(text);
  const diagnostics: Diagnostic[][] = [[...lexed.diagnostics]];
  const declarations: Declaration[] = [];
  const unread: string[] = [];
  let isForeign = false;
  let told = 0;
  for (const piece of splitDeclarations(splitTypeEnds(lexed.tokens))) {
    // more are not told, and explaining what was expected takes the parser longer than reading it
    if (told >= MAX_DIAGNOSTICS) {
      unread.push(...namesIn(piece));
      continue;
    }
    const arranged = layout(piece, text, path);
    const own = createReporter(path);
    const declaration = readDeclaration(arranged.tokens, own);
    const wasForeign = isForeign;
    isForeign = own.diagnostics.some(({ code, fixes }) => code === "TC0021" && fixes.length === 0);
    // a file of another language is one mistake, not one a line
    if (isForeign && wasForeign) continue;
    // the brace that was left out had a partner
    const unopened = own.diagnostics.some(({ message }) => message.startsWith("expected `{`,"));
    diagnostics.push(arranged.diagnostics.filter(({ code }) => code !== "TC0023" || !unopened));
    diagnostics.push(withoutShadows(own.diagnostics, arranged.diagnostics, lines).toSorted(compareDiagnostics));
    told += own.diagnostics.length + arranged.diagnostics.length;
    if (declaration !== null) declarations.push(declaration);
    else unread.push(...namesIn(piece));
  }
  return {
    file: fileOf(declarations, lexed.comments, text, reporter),
    diagnostics: firstOf(withoutEchoes(diagnostics.flat(), lines)),
    unread,
  };
}

/** What a declaration that could not be read may have declared. */
function namesIn(piece: readonly IToken[]): readonly string[] {
  return piece.slice(1, 4).flatMap((token) => (t.isWord(token) ? [token.image] : []));
}

// Building the grammar's tables takes some milliseconds, so it is done once; `read` resets all state of a parse.
const GRAMMAR = new Grammar();

const firstOf = (diagnostics: Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.sort(compareDiagnostics).slice(0, MAX_DIAGNOSTICS);

/** Words of other languages: what the parser expected in their place is no second mistake. */
const EXPLAINED: ReadonlySet<DiagnosticCode> = new Set(["TC0061", "TC0066", "TC0067", "TC0068", "TC0069"]);

/** Behind a bracket that was closed by guess, what the parser makes of the rest of the line is not the author's mistake. */
function withoutShadows(
  diagnostics: readonly Diagnostic[],
  brackets: readonly Diagnostic[],
  lines: LineIndex,
): readonly Diagnostic[] {
  const lineOf = ({ span }: Diagnostic) => lineAt(lines, span.start);
  const guessed = new Set(brackets.filter(({ code }) => code === "TC0022").map(lineOf));
  const explained = new Set(diagnostics.filter(({ code }) => EXPLAINED.has(code)).map(lineOf));
  return diagnostics.filter((problem) => {
    if (guessed.has(lineOf(problem))) return false;
    return problem.code !== "TC0020" || !explained.has(lineOf(problem));
  });
}

/**
 * One mistake, one message: of several at one place the first counts, and where a character was left out of a line
 * because it means nothing, the parser's complaint about that line is not told.
 */
function withoutEchoes(diagnostics: readonly Diagnostic[], lines: LineIndex): Diagnostic[] {
  const told = new Set<number>();
  const damaged = new Set(
    diagnostics.filter(({ code }) => code === "TC0001").map(({ span }) => lineAt(lines, span.start)),
  );
  return diagnostics.filter(({ code, span }) => {
    if (told.has(span.start)) return false;
    told.add(span.start);
    return code === "TC0001" || code < "TC0020" || damaged.size === 0 || !damaged.has(lineAt(lines, span.start));
  });
}

function refuse(text: string, reporter: Reporter): boolean {
  const bytes = text.length * 3 > MAX_FILE_BYTES ? new TextEncoder().encode(text).length : 0;
  if (bytes > MAX_FILE_BYTES) {
    reporter.report("TC0006", reporter.span(0, 0), { bytes, limit: MAX_FILE_BYTES });
    return true;
  }
  if (!text.startsWith("\ufeff")) return false;
  const span = reporter.span(0, 1);
  reporter.report("TC0005", span, {}, { fixes: [{ title: "remove it", edits: [{ span, text: "" }] }] });
  return true;
}

function fileOf(
  declarations: readonly Declaration[],
  comments: SourceFile["comments"],
  text: string,
  reporter: Reporter,
): SourceFile {
  const span = reporter.span(0, text.length);
  return node({ kind: "file", declarations: Object.freeze(declarations), comments: Object.freeze(comments), span });
}

function readDeclaration(tokens: readonly IToken[], reporter: Reporter): Declaration | null {
  const head = tokens[0];
  if (head === undefined) return null;
  if (!DECLARATION_WORDS.has(head.tokenType) && !recognise(head, reporter)) return null;
  const declaration = GRAMMAR.read(tokens, reporter);
  for (const problem of GRAMMAR.errors) reportSyntax(problem, tokens, reporter);
  // a line that was not understood may be what is missed
  if (declaration?.kind === "rule" && declaration.when === null && reporter.diagnostics.length === 0) {
    reporter.report("TC0032", declaration.id.span, { what: `rule \`${declaration.id.text}\``, missing: "`when`" });
  }
  return declaration;
}

/** A mistyped first word is reported and read as what it was meant to be. */
function recognise(head: IToken, reporter: Reporter): boolean {
  const words = [...DECLARATION_WORDS];
  const span = spanOf(head, reporter.file);
  const suggestion = t.isWord(head)
    ? suggest(
        head.image,
        words.map((word) => word.name),
      )
    : null;
  const meant = words.find((word) => word.name === suggestion);
  const fixes = suggestion === null ? [] : [{ title: `write \`${suggestion}\``, edits: [{ span, text: suggestion }] }];
  reporter.report("TC0021", span, { found: quoteToken(head), suggestion }, { fixes });
  rename(head, meant);
  return meant !== undefined;
}

/** The parser's exceptions say in their message only what was expected. */
function reportSyntax(problem: IRecognitionException, tokens: readonly IToken[], reporter: Reporter): void {
  const { token, message: expected } = problem;
  const atEnd = Number.isNaN(token.startOffset) || token.tokenType === t.Newline;
  const previous = problem.name === "NotAllInputParsedException" ? undefined : previousOf(problem);
  const behind = endOf(previous ?? tokens.at(-1) ?? token);
  const span = atEnd ? reporter.span(behind, behind) : spanOf(token, reporter.file);
  if (expected === "a name" && t.isReserved(token)) reporter.report("TC0034", span, { word: token.image });
  else if (isHyphen(token, tokens)) reportHyphen(token, tokens, reporter);
  else {
    const fixes = expectedFixes({ expected, token, behind: reporter.span(behind, behind), span });
    reporter.report("TC0020", span, { expected, found: quoteToken(token) }, { fixes });
  }
}

/** `many-ips` where a name is declared. */
function isHyphen(token: IToken, tokens: readonly IToken[]): boolean {
  const at = tokens.slice(0, 4).indexOf(token);
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (token.tokenType !== t.Minus || before === undefined || next === undefined) return false;
  return t.isWord(before) && t.isWord(next) && endOf(before) === token.startOffset && endOf(token) === next.startOffset;
}

function reportHyphen(token: IToken, tokens: readonly IToken[], reporter: Reporter): void {
  const at = tokens.indexOf(token);
  let last = at - 1;
  while (tokens[last + 1]?.tokenType === t.Minus && t.isWord(tokens[last + 2] ?? token)) last += 2;
  const span = reporter.span(tokens[at - 1]?.startOffset ?? 0, endOf(tokens[last] ?? token));
  const instead = tokens
    .slice(at - 1, last + 1)
    .map(({ image }) => (image === "-" ? "_" : image))
    .join("");
  const fixes = [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
  reporter.report("TC0065", span, { instead }, { fixes });
}

function previousOf(problem: IRecognitionException): IToken | undefined {
  if (!("previousToken" in problem)) return undefined;
  // Chevrotain's three exceptions about one place carry the token before it; their common interface does not say so.
  const previous = problem.previousToken as IToken;
  return Number.isNaN(previous.startOffset) ? undefined : previous;
}
