import { EmbeddedActionsParser, isRecognitionException, type IToken, type TokenType } from "chevrotain";
import type { ErrorExpr } from "../ast/expr.ts";
import { node, type Name, type Span } from "../ast/node.ts";
import { expectedProvider, quoteToken } from "./expected.ts";
import { reportForeignWord } from "./foreign-words.ts";
import { endOf, spanOf } from "./lex.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import * as t from "./tokens.ts";

/**
 * What every part of the grammar shares: places, names, and recovery line by line. Chevrotain's own recovery is
 * off because it does not know our lines: it would look for the next token that fits, across brackets.
 */
export abstract class BaseGrammar extends EmbeddedActionsParser {
  protected reporter: Reporter = createReporter("");

  constructor() {
    super(t.VOCABULARY, {
      maxLookahead: 3,
      recoveryEnabled: false,
      nodeLocationTracking: "none",
      errorMessageProvider: expectedProvider,
      // Soft words are names too: where both fit, the grammar's first alternative is meant.
      skipValidations: true,
    });
  }

  protected name(token: IToken): Name {
    return Object.freeze({ text: token.image, span: spanOf(token, this.reporter.file) });
  }

  /** From the start of one place to the end of the token read last. */
  protected from(start: number): Span {
    return this.reporter.span(start, Math.max(start, endOf(this.LA(0))));
  }

  protected errorFrom(start: number): ErrorExpr {
    return node({ kind: "error", span: this.from(start) });
  }

  /**
   * Reads one line of a block. A mistake in it is already recorded when the exception arrives: the rest of the line,
   * nested brackets included, is passed over and `null` is the answer. What is left behind a good line is reported.
   */
  protected line<T>(read: () => T, whatEnds: string): T | null {
    if (this.RECORDING_PHASE) return read();
    const depth = depthOf(this.LA(1));
    let result: T | null = null;
    try {
      result = read();
      this.endLine(depth, whatEnds);
    } catch (problem) {
      if (!isRecognitionException(problem as Error)) throw problem;
      this.skipLine(depth);
    }
    if (this.LA(1).tokenType === t.Newline) this.SKIP_TOKEN();
    return result;
  }

  /** Reports a line that no rule of the block can begin with. False at the end of the block. */
  protected skipForeignLine(expected: string): boolean {
    if (this.RECORDING_PHASE || isEnd(this.LA(1))) return false;
    const token = this.LA(1);
    this.reporter.report("TC0020", spanOf(token, this.reporter.file), { expected, found: quoteToken(token) });
    this.skipLine(depthOf(token));
    if (this.LA(1).tokenType === t.Newline) this.SKIP_TOKEN();
    return !isEnd(this.LA(1));
  }

  private endLine(depth: number, whatEnds: string): void {
    const token = this.LA(1);
    if (token.tokenType === t.Newline || isEnd(token)) return;
    const span = spanOf(token, this.reporter.file);
    if (whatEnds === "the condition" || whatEnds === "the line") {
      if (reportForeignWord((places) => this.LA(places), this.reporter)) {
        this.skipLine(depth);
        return;
      }
    }
    if (whatEnds === "the condition" && BEGINS_CONDITION.has(token.tokenType)) {
      const behind = endOf(this.LA(0));
      const edits = [{ span: this.reporter.span(behind, behind), text: " and" }];
      this.reporter.report("TC0033", span, {}, { fixes: [{ title: "join both", edits }] });
    } else {
      this.reporter.report("TC0020", span, { expected: `the end of ${whatEnds}`, found: quoteToken(token) });
    }
    this.skipLine(depth);
  }

  /** Stops before the line break or the bracket that ends the line at this depth. */
  protected skipLine(depth: number): void {
    for (let token = this.LA(1); !isEndOfInput(token); token = this.LA(1)) {
      const at = depthOf(token);
      if (at < depth || (at === depth && token.tokenType === t.Newline)) return;
      this.SKIP_TOKEN();
    }
  }
}

const isEndOfInput = (token: IToken): boolean => Number.isNaN(token.startOffset);
const isEnd = (token: IToken): boolean => isEndOfInput(token) || token.tokenType === t.RCurly;

/** The layout wrote how many brackets are open before (an opener) or behind (a closer) the token. */
function depthOf(token: IToken): number {
  const depth: unknown = token.payload;
  return typeof depth === "number" ? depth : 0;
}

const BEGINS_CONDITION: ReadonlySet<TokenType> = new Set<TokenType>([
  t.Identifier,
  t.Dot,
  t.LParen,
  t.Int,
  t.Text,
  t.RESERVED.not,
  t.RESERVED.any,
  t.RESERVED.no,
  t.RESERVED.every,
  t.RESERVED.all,
  t.RESERVED.none,
  t.RESERVED.count,
  t.RESERVED.true,
  t.RESERVED.false,
]);
