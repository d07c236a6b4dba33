import { Lexer, type IToken, type TokenType } from "chevrotain";
import type { Comment } from "../ast/declaration.ts";
import type { Span } from "../ast/node.ts";
import { diagnostic, type Diagnostic, type Fix } from "../diagnostics/diagnostic.ts";
import { BIDI_CONTROLS, codePointName } from "../source/bidi.ts";
import { MAX_DIAGNOSTICS } from "./limits.ts";
import * as t from "./tokens.ts";

/** A file as tokens: line breaks are tokens, comments stand apart. */
export interface LexedFile {
  readonly tokens: readonly IToken[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

const LEXER = new Lexer(t.LEXER_DEFINITION, { positionTracking: "onlyOffset", ensureOptimizations: true });

/** What operators of other languages mean here. */
const FOREIGN: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ["&&", t.RESERVED.and],
  ["||", t.RESERVED.or],
  ["!", t.RESERVED.not],
  ["===", t.Equal],
  ["=~", t.RESERVED.matches],
  ["!==", t.NotEqual],
  ["<>", t.NotEqual],
  ["/", t.RESERVED.div],
  ["%", t.RESERVED.mod],
  ["≥", t.GreaterEqual],
  ["≤", t.LessEqual],
  ["≠", t.NotEqual],
]);

/** What to write instead of characters that other languages use. */
const HINTS: ReadonlyMap<string, string> = new Map([
  [";", "a condition ends with its line"],
  ["&", "write `and`"],
  ["'", "strings stand in double quotes"],
  ["`", "names are written bare, strings in double quotes"],
  ["“", "strings stand in straight double quotes"],
  ["”", "strings stand in straight double quotes"],
  ["\u00a0", "this blank is not a space"],
  ["\\", "lines go on inside brackets and behind an operator"],
]);

const COMPARES: ReadonlySet<TokenType> = new Set([t.Equal, t.Assign]);

const REPAIRED: ReadonlySet<TokenType> = new Set([t.OpenText, t.SingleQuoted, t.ForeignQuoted, t.Foreign]);

/** Characters that can only have been meant as something else, or as nothing. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ["\u00a0", " "],
  [";", ""],
]);

/** Cuts a text into tokens. Never throws; what is no token is reported and left out. Of each kind the first thousand are told. */
export function lex(text: string, file: string): LexedFile {
  const lexed = LEXER.tokenize(text);
  const stray = strayRuns(lexed.groups["stray"] ?? [], text).slice(0, MAX_DIAGNOSTICS);
  const repairs: Diagnostic[] = [];
  const faults: Diagnostic[] = [];
  let previous: IToken | null = null;
  for (const token of lexed.tokens) {
    // behind `.` every word is a field, whatever it means elsewhere
    if (token.tokenType === t.Identifier && previous?.tokenType !== t.Dot) rename(token, t.KEYWORDS.get(token.image));
    else if (REPAIRED.has(token.tokenType)) {
      const found = repair(token, spanOf(token, file));
      if (repairs.length < MAX_DIAGNOSTICS) repairs.push(found);
    } else if (token.tokenType === t.Regex && previous !== null && COMPARES.has(previous.tokenType))
      repairs.push(readAs(previous, t.RESERVED.matches, "matches", file));
    previous = token;
  }
  const comments = (lexed.groups["comments"] ?? []).map((token) => {
    const endsLine = /^[ \t]*(?:[\r\n]|$)/.test(text.slice(endOf(token), endOf(token) + 200));
    if (faults.length < MAX_DIAGNOSTICS) faults.push(...commentFaults(token, endsLine, file));
    return commentOf(token, text, file);
  });
  const diagnostics = [...stray.map((run) => unknownText(run, text, file)), ...repairs, ...faults];
  return { tokens: lexed.tokens, comments, diagnostics };
}

/** The place of a token; its end is exclusive, as in every span. */
export const spanOf = (token: IToken, file: string): Span => ({
  file,
  start: token.startOffset,
  end: endOf(token),
});

/** The offset behind a token. The lexer writes no end: only tokens whose image was repaired have their own. */
export const endOf = (token: IToken): number => (token.endOffset ?? token.startOffset + token.image.length - 1) + 1;

/** The parser compares the index of a token's type, so both change together. */
export function rename(token: IToken, type: TokenType | undefined): void {
  if (type === undefined) return;
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
}

interface Run {
  readonly start: number;
  end: number;
}

/** One mistake, one message: what stands side by side, or with blanks in between, is told together. */
function strayRuns(tokens: readonly IToken[], text: string): readonly Run[] {
  const runs: Run[] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    const { startOffset: start } = token;
    if (last !== undefined && isBlank(text, last.end, start)) last.end = endOf(token);
    else runs.push({ start, end: endOf(token) });
  }
  return runs;
}

function isBlank(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && (text[at] === " " || text[at] === "\t")) at++;
  return at === to;
}

function unknownText({ start, end }: Run, text: string, file: string): Diagnostic {
  const found = text.slice(start, end);
  const first = String.fromCodePoint(found.codePointAt(0) ?? 0);
  const span = { file, start, end };
  if (BIDI_CONTROLS.test(first)) return diagnostic("TC0013", span, { name: codePointName(first) });
  const shown = /\p{C}|\u00a0/u.test(first) ? codePointName(first) : found.slice(0, 20).trimEnd();
  const instead = REPLACED.get(first);
  const fixes =
    instead === undefined
      ? []
      : [fix(instead === "" ? "remove it" : "write a space", { ...span, end: start + first.length }, instead)];
  return diagnostic("TC0001", span, { text: shown, hint: HINTS.get(first) ?? null }, { fixes });
}

/** Reports a token of another language and turns it into ours, so that it is the only message. */
function repair(token: IToken, span: Span): Diagnostic {
  const written = token.image;
  token.endOffset = span.end - 1;
  if (token.tokenType === t.OpenText) {
    token.image = `${written.replace(/\\$/, "")}"`;
    rename(token, t.Text);
    return diagnostic("TC0002", span, {}, { fixes: [fix("close the string", { ...span, start: span.end }, '"')] });
  }
  const isQuoted = token.tokenType === t.SingleQuoted || token.tokenType === t.ForeignQuoted;
  const type = isQuoted ? t.Text : (FOREIGN.get(written) ?? t.Equal);
  const instead =
    type === t.Text ? `"${written.slice(1, -1).replaceAll('"', '\\"')}"` : (type.LABEL ?? "").replaceAll("`", "");
  token.image = instead;
  rename(token, type);
  const padded = written === "!" ? "not " : instead;
  return diagnostic(
    "TC0027",
    span,
    { found: written, instead },
    { fixes: [{ ...fix(`write \`${instead}\``, span, padded), safe: true }] },
  );
}

/** Reports a token that stands for another one here, and turns it into that. */
function readAs(token: IToken, type: TokenType, instead: string, file: string): Diagnostic {
  const span = spanOf(token, file);
  const found = token.image;
  token.endOffset = span.end - 1;
  token.image = instead;
  rename(token, type);
  return diagnostic("TC0027", span, { found, instead }, { fixes: [fix(`write \`${instead}\``, span, instead)] });
}

const fix = (title: string, span: Span, text: string) => ({ title, edits: [{ span, text }] });

function commentFaults(token: IToken, endsLine: boolean, file: string): readonly Diagnostic[] {
  const span = spanOf(token, file);
  const faults: Diagnostic[] = [];
  if (token.tokenType !== t.HashComment) {
    const found = token.image.slice(0, 2);
    const head = { ...span, end: span.start + 2 };
    // what stands behind a comment in the middle of a line would become a part of it
    const edits = [{ span: head, text: "#" }];
    if (found === "/*") edits.push({ span: { ...span, start: span.end - 2 }, text: "" });
    const repair: Fix = { title: "write `#`", edits, safe: true };
    const fixes = found === "/*" && !endsLine ? [] : [repair];
    faults.push(diagnostic("TC0027", head, { found, instead: "#" }, { fixes }));
  }
  const bidi = BIDI_CONTROLS.exec(token.image);
  if (bidi !== null) {
    const at = { file, start: span.start + bidi.index, end: span.start + bidi.index + 1 };
    faults.push(diagnostic("TC0013", at, { name: codePointName(bidi[0]) }, { fixes: [fix("remove it", at, "")] }));
  }
  return faults;
}

function commentOf(token: IToken, text: string, file: string): Comment {
  let before = token.startOffset - 1;
  while (text[before] === " " || text[before] === "\t") before--;
  const ownLine = before < 0 || text[before] === "\n" || text[before] === "\r";
  return Object.freeze({ text: token.image, span: Object.freeze(spanOf(token, file)), ownLine });
}
