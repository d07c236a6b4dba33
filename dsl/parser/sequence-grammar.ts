import type { IToken, ParserMethod } from "chevrotain";
import type { Expr } from "../ast/expr.ts";
import { node } from "../ast/node.ts";
import type { SequenceStep, SequenceUntil } from "../ast/sequences.ts";
import { ExpressionGrammar } from "./expression-grammar.ts";
import { spanOf } from "./lex.ts";
import * as t from "./tokens.ts";

const { RESERVED, SOFT } = t;

/** The lines of a sequence while they are read. */
interface SequenceLines {
  /** Lines that begin as steps do, those that could not be read to their end included. */
  begun: number;
  readonly steps: SequenceStep[];
  until: SequenceUntil | null;
}

/** `sequence [by .f] [of SRC] spanning D { step … then … until … }` */
export abstract class SequenceGrammar extends ExpressionGrammar {
  protected sequence: ParserMethod<[], Expr> = this.RULE("sequence", () => {
    const head = this.CONSUME(SOFT.sequence);
    const by = this.OPTION(() => {
      this.CONSUME(SOFT.by);
      return this.SUBRULE(this.rowPath);
    });
    const source = this.SUBRULE(this.sequenceSource);
    this.CONSUME(SOFT.spanning, { ERR_MSG: "`spanning` and how long the whole may last" });
    const spanning = this.SUBRULE(this.amount);
    const lines: SequenceLines = { begun: 0, steps: [], until: null };
    this.CONSUME(t.LCurly, { ERR_MSG: "`{` and steps" });
    do {
      this.MANY(() => {
        this.line(() => this.SUBRULE(this.sequenceLine, { ARGS: [lines] }), "the step");
      });
    } while (this.skipForeignLine("`step`, `then` or `until`"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`}`" });
    return this.ACTION(() => {
      const span = this.from(head.startOffset);
      const { steps, until } = lines;
      if (steps.length === 0) this.reporter.report("TC0032", span, { what: "this sequence", missing: "step" });
      return node({ kind: "sequence", by: by ?? null, source, spanning, steps: Object.freeze(steps), until, span });
    });
  });

  /** `.ip.address` */
  private rowPath: ParserMethod<[], Expr> = this.RULE("rowPath", () => {
    const start = this.LA(1).startOffset;
    let expr = this.SUBRULE(this.rowField);
    this.MANY(() => {
      this.CONSUME(t.Dot);
      const word = this.CONSUME(t.Word, { ERR_MSG: "a field behind `.`" });
      const object = expr;
      expr = this.ACTION(() => node({ kind: "field", object, field: this.name(word), span: this.from(start) }));
    });
    return expr;
  });

  /** Events where nothing else is said. */
  private sequenceSource = this.RULE("sequenceSource", () => {
    const start = this.LA(1).startOffset;
    const named = this.OPTION(() => {
      this.CONSUME(RESERVED.of);
      return this.SUBRULE(this.source);
    });
    const bounds = this.SUBRULE(this.bounds);
    return this.ACTION(() => {
      const span = this.reporter.span(start, start);
      return (
        named ??
        node({ kind: "source_select", source: { text: "events", span }, ...bounds, by: null, where: null, span })
      );
    });
  });

  private sequenceLine: ParserMethod<[SequenceLines], void> = this.RULE("sequenceLine", (lines: SequenceLines) => {
    const word = this.OR([
      { ALT: () => this.CONSUME(SOFT.step) },
      { ALT: () => this.CONSUME(SOFT.then) },
      { ALT: () => this.CONSUME(SOFT.until) },
    ]);
    this.ACTION(() => this.checkOrder(word, lines));
    const body = this.SUBRULE(this.conditions);
    const times = this.OPTION({
      GATE: () => word.tokenType !== SOFT.until,
      DEF: () => {
        this.CONSUME(SOFT.times);
        return this.SUBRULE(this.amount);
      },
    });
    this.ACTION(() => {
      const span = this.from(word.startOffset);
      if (word.tokenType === SOFT.until) lines.until ??= node({ kind: "sequence_until", body, span });
      else lines.steps.push(node({ kind: "sequence_step", body, times: times ?? null, span }));
    });
  });

  /** The first row is a `step`, every further one a `then`, and `until` ends the list. */
  private checkOrder(word: IToken, lines: SequenceLines): void {
    const { until } = lines;
    const span = spanOf(word, this.reporter.file);
    if (word.tokenType === SOFT.until) {
      if (until !== null) this.reporter.report("TC0031", span, { what: "`until`", where: "this sequence" });
      return;
    }
    const wanted = lines.begun === 0 ? SOFT.step : SOFT.then;
    lines.begun++;
    if (word.tokenType !== wanted) {
      const instead = wanted === SOFT.step ? "step" : "then";
      const fixes = [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
      this.reporter.report("TC0051", span, { instead }, { fixes });
    }
    if (until !== null)
      this.reporter.report("TC0052", span, {}, { secondary: [{ span: until.span, message: "`until`" }] });
  }
}
