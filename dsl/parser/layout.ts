import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { endOf, spanOf } from "./lex.ts";
import { MAX_NESTING, MAX_OPERATORS } from "./limits.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { CLOSERS, OPENERS } from "./split.ts";
import * as t from "./tokens.ts";

const { RESERVED, SOFT } = t;

/** One declaration as the grammar reads it: brackets match, and only line breaks that mean something are left. */
export interface Layout {
  /** Empty when a limit was passed: the declaration is not parsed at all. */
  readonly tokens: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Frame {
  readonly open: IToken;
  /** Columns before the first token of the opener's line. */
  readonly indent: number;
  operators: number;
}

/** A second look at a declaration whose brackets do not match, knowing which one to blame. */
interface Blame {
  /** Close this `(` or `[` at the end of its line. */
  readonly unclosed: IToken | null;
  /** Believe a `}` that stands under the line of its `{`. */
  readonly byIndent: boolean;
}

interface Attempt extends Layout {
  readonly retry: Blame | null;
}

/**
 * Decides about line breaks by the innermost bracket, as the language says, and repairs brackets: a missing one is
 * reported once and put where it most likely belongs. Checks nesting before anything recursive sees the tokens.
 */
export function layout(tokens: readonly IToken[], text: string, file: string): Layout {
  const first = arrange(tokens, text, createReporter(file), null);
  if (first.retry === null) return first;
  return arrange(tokens, text, createReporter(file), first.retry);
}

function arrange(tokens: readonly IToken[], text: string, reporter: Reporter, blame: Blame | null): Attempt {
  const { file } = reporter;
  const base: Frame = { open: createTokenInstance(t.LParen, "", 0, 0, 0, 0, 0, 0), indent: 0, operators: 0 };
  const frames: Frame[] = [];
  const out: IToken[] = [];
  let operators = 0;
  let indent = 0;
  let lineBreak: IToken | null = null;
  let atLineStart = true;

  const top = (): Frame => frames.at(-1) ?? base;
  const give = (retry: Blame | null): Attempt => ({ tokens: out, diagnostics: reporter.diagnostics, retry });
  const abandon = (what: "brackets" | "operators", limit: number, at: IToken): Attempt => {
    reporter.report("TC0007", spanOf(at, file), { what, limit });
    return { tokens: [], diagnostics: reporter.diagnostics, retry: null };
  };
  const emit = (token: IToken) => {
    token.payload = frames.length;
    out.push(token);
  };
  const forget = (frame: Frame) => {
    operators -= frame.operators;
    frame.operators = 0;
  };
  const close = (token: IToken) => {
    const frame = frames.pop();
    if (frame !== undefined) forget(frame);
    emit(token);
  };
  const closeUnclosed = (at: number) => close(virtual(CLOSER_OF.get(top().open.tokenType) ?? t.RParen, at));
  const reportUnclosed = ({ open }: Frame) => reporter.report("TC0022", spanOf(open, file), { open: open.image });

  for (const [i, token] of tokens.entries()) {
    const type = token.tokenType;
    const end = out.length === 0 ? token.startOffset : endOf(out[out.length - 1] ?? token);
    if (type === t.Newline) {
      atLineStart = true;
      if (blame !== null && blame.unclosed === top().open && !isOpenEnded(out.at(-1))) {
        reportUnclosed(top());
        closeUnclosed(end);
      }
      if (top().open.tokenType === t.LCurly) lineBreak ??= token;
      continue;
    }
    if (atLineStart) indent = blanksBefore(text, token.startOffset);
    if (lineBreak !== null) {
      const kept = keepsBreak(out, tokens, i, reporter);
      if (kept) {
        forget(top());
        emit(lineBreak);
      }
      lineBreak = null;
    }
    if (type === t.Comma) forget(top());
    if (OPERATORS.has(type)) {
      top().operators++;
      if (++operators > MAX_OPERATORS) return abandon("operators", MAX_OPERATORS, token);
    }
    if (OPENERS.has(type)) {
      if (frames.length >= MAX_NESTING) return abandon("brackets", MAX_NESTING, token);
      emit(token);
      frames.push({ open: token, indent, operators: 0 });
    } else if (CLOSERS.has(type)) {
      if (blame?.byIndent === true && atLineStart && type === t.RCurly && isUnder(frames, indent)) {
        reportUnclosed(top());
        while (frames.length > 1 && top().indent > indent) closeUnclosed(end);
      }
      const partner = frames.findLastIndex(({ open }) => CLOSER_OF.get(open.tokenType) === type);
      if (partner < 0) reporter.report("TC0023", spanOf(token, file), { close: token.image });
      else {
        if (partner < frames.length - 1) {
          if (blame === null) return give({ unclosed: top().open, byIndent: false });
          reportUnclosed(top());
        }
        while (frames.length > partner + 1) closeUnclosed(end);
        close(token);
      }
    } else emit(token);
    atLineStart = false;
  }
  if (frames.length > 0) {
    const curly = top().open.tokenType === t.LCurly;
    if (blame === null) return give({ unclosed: curly ? null : top().open, byIndent: curly });
    reportUnclosed(top());
    const at = endOf(out[out.length - 1] ?? top().open);
    while (frames.length > 0) closeUnclosed(at);
  }
  return give(null);
}

const CLOSER_OF: ReadonlyMap<TokenType, TokenType> = new Map([
  [t.LCurly, t.RCurly],
  [t.LParen, t.RParen],
  [t.LSquare, t.RSquare],
]);

const virtual = (type: TokenType, at: number): IToken => createTokenInstance(type, "", at, at - 1, 0, 0, 0, 0);

/** Signs and words that need something behind them: their line goes on. */
const JOINING: ReadonlySet<TokenType> = new Set<TokenType>([
  t.Comma,
  t.Colon,
  t.Assign,
  t.Range,
  t.Dot,
  t.Coalesce,
  t.Equal,
  t.NotEqual,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
  t.Plus,
  t.Minus,
  t.Star,
  RESERVED.and,
  RESERVED.or,
  RESERVED.not,
  RESERVED.in,
  RESERVED.is,
  RESERVED.where,
  RESERVED.of,
  RESERVED.per,
  RESERVED.div,
  RESERVED.mod,
  RESERVED.contains,
  RESERVED.starts,
  RESERVED.ends,
  RESERVED.matches,
  RESERVED.overlaps,
]);

/** What cannot begin a condition although it joins: `-` and `not` can, `.` begins a field. */
const CAN_BE_FIRST: ReadonlySet<TokenType> = new Set<TokenType>([
  t.Minus,
  t.Dot,
  RESERVED.not,
  t.Comma,
  t.Colon,
  t.Assign,
]);
const NEVER_FIRST: ReadonlySet<TokenType> = new Set([...JOINING].filter((type) => !CAN_BE_FIRST.has(type)));

/** What makes a tree deeper without brackets. */
const OPERATORS: ReadonlySet<TokenType> = new Set<TokenType>(
  [...JOINING].filter((type) => type !== t.Comma && type !== t.Colon),
);

const isOpenEnded = (last: IToken | undefined): boolean =>
  last === undefined || JOINING.has(last.tokenType) || OPENERS.has(last.tokenType);

const isUnder = (frames: readonly Frame[], indent: number): boolean => {
  const last = frames.at(-1);
  return last !== undefined && last.indent > indent && frames.some((frame) => frame.indent === indent);
};

/** Whether the line break before `tokens[at]`, directly inside `{ }`, ends a condition. */
function keepsBreak(out: readonly IToken[], tokens: readonly IToken[], at: number, reporter: Reporter): boolean {
  const token = tokens[at];
  const last = out.at(-1);
  if (token === undefined || last === undefined || isOpenEnded(last)) return false;
  if (token.tokenType === t.RCurly || token.tokenType === t.LCurly) return false;
  const beforeLast = out.at(-2)?.tokenType;
  if (last.tokenType === SOFT.with && (beforeLast === RESERVED.starts || beforeLast === RESERVED.ends)) return false;
  if (!beginsWithOperator(tokens, at)) return true;
  reportLeadingOperator(token, last, tokens[at + 1], reporter);
  return false;
}

function beginsWithOperator(tokens: readonly IToken[], at: number): boolean {
  const type = tokens[at]?.tokenType;
  const next = tokens[at + 1]?.tokenType;
  if (type === undefined || next === t.Colon) return false;
  return NEVER_FIRST.has(type) || (type === RESERVED.not && next === RESERVED.in);
}

function reportLeadingOperator(token: IToken, last: IToken, next: IToken | undefined, reporter: Reporter): void {
  const span = spanOf(token, reporter.file);
  const behind = reporter.span(endOf(last), endOf(last));
  const until = next === undefined || next.tokenType === t.Newline ? span.end : next.startOffset;
  const edits = [
    { span: behind, text: ` ${token.image}` },
    { span: reporter.span(span.start, until), text: "" },
  ];
  reporter.report(
    "TC0024",
    span,
    { operator: token.image },
    { fixes: [{ title: "end the line before with it", edits, safe: true }] },
  );
}

function blanksBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && (text[at - 1] === " " || text[at - 1] === "\t")) at--;
  return offset - at;
}
