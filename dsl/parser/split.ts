import type { IToken, TokenType } from "chevrotain";
import * as t from "./tokens.ts";

const { SOFT } = t;

/** Words that begin a declaration. */
export const DECLARATION_WORDS: ReadonlySet<TokenType> = new Set([
  SOFT.const,
  SOFT.list,
  SOFT.map,
  SOFT.attribute,
  SOFT.define,
  SOFT.rule,
  SOFT.preset,
  SOFT.test,
  SOFT.fixture,
  SOFT.extend,
  SOFT.override,
]);

/**
 * Cuts a file into declarations, so that a mistake in one cannot reach the next. Inside open brackets only what
 * can be nothing but a declaration (`rule X01 "`) begins one: then a bracket before it was never closed.
 */
export function splitDeclarations(tokens: readonly IToken[]): readonly (readonly IToken[])[] {
  const pieces: IToken[][] = [];
  let piece: IToken[] = [];
  let depth = 0;
  let atLineStart = true;
  let previous: IToken | null = null;
  for (const [i, token] of tokens.entries()) {
    if (token.tokenType === t.Newline) {
      atLineStart = true;
      piece.push(token);
      continue;
    }
    if (atLineStart && previous !== null && begins(tokens, i, depth, previous)) {
      pieces.push(piece);
      piece = [];
      depth = 0;
    }
    if (OPENERS.has(token.tokenType)) depth++;
    else if (CLOSERS.has(token.tokenType)) depth = Math.max(0, depth - 1);
    piece.push(token);
    previous = token;
    atLineStart = false;
  }
  pieces.push(piece);
  return pieces.map(trimNewlines).filter((p) => p.length > 0);
}

export const OPENERS: ReadonlySet<TokenType> = new Set([t.LCurly, t.LParen, t.LSquare]);
export const CLOSERS: ReadonlySet<TokenType> = new Set([t.RCurly, t.RParen, t.RSquare]);

/** A declaration goes on behind these although its line ended. */
const UNFINISHED: ReadonlySet<TokenType> = new Set([t.Assign, t.Colon, t.Comma, t.Plus, t.Minus, t.Star, t.Coalesce]);

function begins(tokens: readonly IToken[], at: number, depth: number, previous: IToken): boolean {
  if (hasShape(tokens, at)) return true;
  if (depth > 0) return false;
  if (previous.tokenType === t.RCurly) return true;
  const token = tokens[at];
  if (token === undefined || UNFINISHED.has(previous.tokenType)) return false;
  if (DECLARATION_WORDS.has(token.tokenType)) return true;
  const before = tokens[at - 1];
  const indented = before === undefined || before.startOffset + before.image.length < token.startOffset;
  return !indented && t.isWord(token);
}

function hasShape(tokens: readonly IToken[], at: number): boolean {
  const type = tokens[at]?.tokenType;
  const next = tokens[at + 1];
  if (type === undefined || next === undefined || !DECLARATION_WORDS.has(type)) return false;
  if (type === SOFT.test) return next.tokenType === t.Text;
  if (type === SOFT.extend) return next.tokenType === SOFT.list;
  if (type === SOFT.override) return next.tokenType === SOFT.const;
  if (!t.isWord(next)) return false;
  const then = tokens[at + 2]?.tokenType;
  if (type === SOFT.define) return then === t.LParen;
  if (type === SOFT.rule || type === SOFT.preset || type === SOFT.fixture) return then === t.Text || then === t.LCurly;
  return then === t.Assign || then === t.Colon;
}

function trimNewlines(piece: readonly IToken[]): readonly IToken[] {
  let start = 0;
  let end = piece.length;
  while (piece[start]?.tokenType === t.Newline) start++;
  while (end > start && piece[end - 1]?.tokenType === t.Newline) end--;
  return piece.slice(start, end);
}
