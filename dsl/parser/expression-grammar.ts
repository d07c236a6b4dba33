import type { IToken, ParserMethod, TokenType } from "chevrotain";
import { AGGREGATE_FUNCTIONS, type AggregateFunction } from "../ast/aggregates.ts";
import type { TextOp } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import type { Block } from "../ast/groups.ts";
import { node, type Name } from "../ast/node.ts";
import type { SourceSelect } from "../ast/source-select.ts";
import { BaseGrammar } from "./base-grammar.ts";
import { quoteToken } from "./expected.ts";
import { reportMethod } from "./foreign-words.ts";
import { foldExpression, type Item } from "./fold-expression.ts";
import { endOf, spanOf } from "./lex.ts";
import { readLiteral, readText } from "./literals.ts";
import { readPatternToken } from "./read-pattern-token.ts";
import { rowsCondition, type RowsHead } from "./rows-condition.ts";
import * as t from "./tokens.ts";

const { RESERVED, SOFT } = t;

/** `where` and what it asks of a row. */
interface Filter {
  readonly filter: IToken;
  readonly condition: Expr;
}

/** Conditions and values. */
export abstract class ExpressionGrammar extends BaseGrammar {
  /** Operands and operators in a row; binding power is decided by folding, so that depth costs no stack. */
  protected expression: ParserMethod<[], Expr> = this.RULE("expression", () => {
    const items: Item[] = [];
    this.SUBRULE(this.operand, { ARGS: [items] });
    this.MANY(() => this.SUBRULE(this.tail, { ARGS: [items] }));
    return this.ACTION(() => foldExpression(items, this.reporter));
  });

  private operand: ParserMethod<[Item[]], void> = this.RULE("operand", (items: Item[]) => {
    this.MANY(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(RESERVED.not) }, { ALT: () => this.CONSUME(t.Minus) }]);
      this.ACTION(() => items.push({ item: "prefix", token }));
    });
    const expr = this.SUBRULE(this.primary);
    this.ACTION(() => items.push({ item: "operand", expr }));
  });

  private tail: ParserMethod<[Item[]], void> = this.RULE("tail", (items: Item[]) => {
    this.OR([
      { ALT: () => this.SUBRULE(this.infixTail, { ARGS: [items] }) },
      { ALT: () => this.SUBRULE(this.inTail, { ARGS: [items] }) },
      { ALT: () => this.SUBRULE(this.isTail, { ARGS: [items] }) },
      { ALT: () => this.SUBRULE(this.textTail, { ARGS: [items] }) },
      { ALT: () => this.SUBRULE(this.matchesTail, { ARGS: [items] }) },
    ]);
  });

  private infixTail: ParserMethod<[Item[]], void> = this.RULE("infixTail", (items: Item[]) => {
    const token = this.CONSUME(t.Infix);
    this.ACTION(() => items.push({ item: "infix", token, op: { kind: "plain" } }));
    this.SUBRULE(this.operand, { ARGS: [items] });
  });

  private inTail: ParserMethod<[Item[]], void> = this.RULE("inTail", (items: Item[]) => {
    const not = this.OPTION(() => this.CONSUME(RESERVED.not));
    this.ACTION(() => this.refuseNotBefore(not, items));
    const token = this.CONSUME(RESERVED.in, { ERR_MSG: "`in` behind `not`; other tests are negated as a whole" });
    this.ACTION(() =>
      items.push({ item: "infix", token: not ?? token, op: { kind: "in", negated: not !== undefined } }),
    );
    this.SUBRULE(this.operand, { ARGS: [items] });
  });

  /** `x not contains y`: `not` stands before the whole test, and is read there. */
  private refuseNotBefore(not: IToken | undefined, items: readonly Item[]): void {
    const last = items.at(-1);
    const next = this.LA(1);
    if (not === undefined || last?.item !== "operand" || !NEGATED_AS_A_WHOLE.has(next.tokenType)) return;
    const at = last.expr.span.start;
    const edits = [
      { span: this.reporter.span(at, at), text: "not " },
      { span: this.reporter.span(not.startOffset, next.startOffset), text: "" },
    ];
    const fixes = [{ title: "put `not` in front", edits }];
    const found = `not ${next.image}`;
    this.reporter.report(
      "TC0069",
      spanOf(not, this.reporter.file),
      { found, instead: `not … ${next.image}` },
      { fixes },
    );
  }

  private isTail: ParserMethod<[Item[]], void> = this.RULE("isTail", (items: Item[]) => {
    const token = this.CONSUME(RESERVED.is);
    let within: Expr | undefined;
    const negated = this.LA(1).tokenType === RESERVED.not;
    this.ACTION(() => this.refuseNull(token));
    this.ACTION(() => this.refuseNotBehind(token, items));
    const word = this.OR([
      {
        GATE: () => this.isNull(),
        ALT: () => {
          this.OPTION1(() => this.CONSUME(RESERVED.not));
          return this.CONSUME(t.Name);
        },
      },
      { ALT: () => this.CONSUME(SOFT.missing) },
      { ALT: () => this.CONSUME(SOFT.present) },
      {
        ALT: () => {
          const found = this.CONSUME(SOFT.new);
          within = this.OPTION(() => {
            this.CONSUME(SOFT.within);
            return this.SUBRULE(this.amount);
          });
          return found;
        },
      },
    ]);
    this.ACTION(() => {
      const isNull = word.tokenType === t.Identifier;
      const missing = isNull ? !negated : word.tokenType === SOFT.missing;
      const test = word.tokenType === SOFT.new ? "new" : missing ? "missing" : "present";
      items.push({ item: "is", token, test, within: within ?? null, end: within?.span.end ?? endOf(word) });
    });
  });

  /** `x is not missing`: there is a word for that, and `not` stands before the whole test. */
  private refuseNotBehind(is: IToken, items: readonly Item[]): void {
    const [not, word] = [this.LA(1), this.LA(2)];
    const last = items.at(-1);
    const tests: readonly TokenType[] = [SOFT.missing, SOFT.present, SOFT.new];
    if (not.tokenType !== RESERVED.not || !tests.includes(word.tokenType) || last?.item !== "operand") return;
    const span = this.reporter.span(is.startOffset, endOf(word));
    const found = `is not ${word.image}`;
    if (word.tokenType !== SOFT.new) {
      const instead = word.tokenType === SOFT.missing ? "is present" : "is missing";
      const fixes = [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
      this.reporter.report("TC0069", span, { found, instead }, { fixes });
      return;
    }
    const at = last.expr.span.start;
    const edits = [
      { span: this.reporter.span(at, at), text: "not " },
      { span: this.reporter.span(not.startOffset, word.startOffset), text: "" },
    ];
    const fixes = [{ title: "put `not` in front", edits }];
    this.reporter.report("TC0069", span, { found, instead: "not … is new" }, { fixes });
  }

  private isNull(): boolean {
    const word = this.LA(1).tokenType === RESERVED.not ? this.LA(2) : this.LA(1);
    return /^(?:null|nil|undefined|empty)$/i.test(word.image);
  }

  /** `x is null`, `x is not null` are read as they were meant. */
  private refuseNull(is: IToken): void {
    if (!this.isNull()) return;
    const negated = this.LA(1).tokenType === RESERVED.not;
    const word = negated ? this.LA(2) : this.LA(1);
    const instead = negated ? "is present" : "is missing";
    const span = this.reporter.span(is.startOffset, endOf(word));
    const fixes = [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
    const found = negated ? `is not ${word.image}` : `is ${word.image}`;
    this.reporter.report("TC0027", span, { found, instead }, { fixes });
  }

  private textTail: ParserMethod<[Item[]], void> = this.RULE("textTail", (items: Item[]) => {
    const token = this.OR([
      { ALT: () => this.CONSUME(RESERVED.contains) },
      { ALT: () => this.CONSUME(RESERVED.starts) },
      { ALT: () => this.CONSUME(RESERVED.ends) },
    ]);
    this.OPTION({ GATE: () => token.tokenType !== RESERVED.contains, DEF: () => this.CONSUME(SOFT.with) });
    this.ACTION(() => this.requireWith(token));
    const any = this.OPTION1(() => {
      const word = this.CONSUME(RESERVED.any);
      this.CONSUME(RESERVED.of, { ERR_MSG: "`of` and a list behind `any`" });
      return word;
    });
    const op: Extract<Item, { item: "infix" }>["op"] = {
      kind: "text",
      op: TEXT_OP_OF[token.image] ?? "contains",
      anyOf: any !== undefined,
      ignoringCaseEnd: null,
    };
    this.ACTION(() => items.push({ item: "infix", token, op }));
    this.SUBRULE(this.operand, { ARGS: [items] });
    this.OPTION2(() => {
      this.CONSUME(SOFT.ignoring);
      const word = this.CONSUME(SOFT.case);
      this.ACTION(() => {
        op.ignoringCaseEnd = endOf(word);
      });
    });
  });

  private requireWith(token: IToken): void {
    if (token.tokenType === RESERVED.contains || this.LA(0).tokenType === SOFT.with) return;
    const at = endOf(token);
    const edits = [{ span: this.reporter.span(at, at), text: " with" }];
    const found = quoteToken(this.LA(1));
    const expected = `\`with\` behind \`${token.image}\``;
    this.reporter.report(
      "TC0020",
      spanOf(token, this.reporter.file),
      { expected, found },
      { fixes: [{ title: "add it", edits }] },
    );
  }

  private matchesTail: ParserMethod<[Item[]], void> = this.RULE("matchesTail", (items: Item[]) => {
    const token = this.CONSUME(RESERVED.matches);
    const written = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(t.Regex) },
        { ALT: () => this.CONSUME(t.OpenRegex) },
        { ALT: () => this.CONSUME(t.Text) },
      ],
      ERR_MSG: "a pattern such as `/^a+$/`",
    });
    const ignoring = this.OPTION(() => {
      this.CONSUME(SOFT.ignoring);
      return this.CONSUME(SOFT.case);
    });
    this.ACTION(() => {
      const pattern = readPatternToken(written, ignoring !== undefined, this.reporter);
      items.push({ item: "matches", token, pattern, ignoringCase: ignoring !== undefined, end: endOf(this.LA(0)) });
    });
  });

  private primary: ParserMethod<[], Expr> = this.RULE("primary", () => {
    const start = this.LA(1).startOffset;
    let expr = this.OR<Expr>({
      MAX_LOOKAHEAD: 1,
      DEF: [
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.listLiteral) },
        { ALT: () => this.SUBRULE(this.paren) },
        { ALT: () => this.SUBRULE(this.rowField) },
        { ALT: () => this.SUBRULE(this.aggregate) },
        { ALT: () => this.SUBRULE(this.rows) },
        { GATE: () => this.isSequence(), ALT: () => this.SUBRULE(this.sequence) },
        { ALT: () => this.SUBRULE(this.named) },
      ],
    });
    this.MANY(() => {
      const dot = this.CONSUME(t.Dot);
      const word = this.CONSUME(t.Word, { ERR_MSG: "a field behind `.`" });
      const object = expr;
      expr = this.ACTION(() => node({ kind: "field", object, field: this.name(word), span: this.from(start) }));
      this.OPTION({
        GATE: () => this.LA(1).startOffset === endOf(word),
        DEF: () => {
          const open = this.CONSUME(t.LParen);
          let args = 0;
          this.MANY_SEP({
            SEP: t.Comma,
            DEF: () => {
              this.SUBRULE(this.expression);
              args++;
            },
          });
          const close = this.CONSUME(t.RParen, { ERR_MSG: "`,` or `)`" });
          this.ACTION(() => {
            reportMethod({ start, dot, word, open, close, args }, this.reporter);
            expr = this.errorFrom(start);
          });
        },
      });
    });
    return expr;
  });

  private literal: ParserMethod<[], Expr> = this.RULE("literal", () => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Int) },
      { ALT: () => this.CONSUME(t.Text) },
      { ALT: () => this.CONSUME(t.Duration) },
      { ALT: () => this.CONSUME(t.Time) },
      { ALT: () => this.CONSUME(t.Address) },
      { ALT: () => this.CONSUME(t.Address6) },
      { ALT: () => this.CONSUME(RESERVED.true) },
      { ALT: () => this.CONSUME(RESERVED.false) },
      { ALT: () => this.CONSUME(t.Decimal) },
      { ALT: () => this.CONSUME(t.Percentage) },
    ]);
    return this.ACTION(() => readLiteral(token, this.reporter));
  });

  private listLiteral: ParserMethod<[], Expr> = this.RULE("listLiteral", () => {
    const open = this.CONSUME(t.LSquare);
    const elements: Expr[] = [];
    this.OPTION(() => {
      elements.push(this.SUBRULE(this.expression));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== t.RSquare,
        DEF: () => {
          this.CONSUME(t.Comma);
          elements.push(this.SUBRULE1(this.expression));
        },
      });
      this.OPTION1(() => this.CONSUME1(t.Comma));
    });
    this.CONSUME(t.RSquare, { ERR_MSG: "`,` or `]`" });
    return this.ACTION(() =>
      node({ kind: "list_literal", elements: Object.freeze(elements), span: this.from(open.startOffset) }),
    );
  });

  private paren: ParserMethod<[], Expr> = this.RULE("paren", () => {
    const open = this.CONSUME(t.LParen);
    const inner = this.SUBRULE(this.expression);
    const elements = [inner];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      elements.push(this.SUBRULE1(this.expression));
    });
    const close = this.CONSUME(t.RParen, { ERR_MSG: "`)`" });
    return this.ACTION(() => {
      const span = this.from(open.startOffset);
      if (elements.length === 1) return node({ kind: "paren", inner, span });
      const edits = [
        { span: spanOf(open, this.reporter.file), text: "[" },
        { span: spanOf(close, this.reporter.file), text: "]" },
      ];
      const fixes = [{ title: "write a list", edits }];
      this.reporter.report("TC0027", span, { found: "(…, …)", instead: "[…, …]" }, { fixes });
      return node({ kind: "list_literal", elements: Object.freeze(elements), span });
    });
  });

  protected rowField: ParserMethod<[], Expr> = this.RULE("rowField", () => {
    const dot = this.CONSUME(t.Dot, { ERR_MSG: "a field of the rows, such as `.ip.address`" });
    const word = this.CONSUME(t.Word, { ERR_MSG: "a field behind `.`" });
    return this.ACTION(() => node({ kind: "row_field", field: this.name(word), span: this.from(dot.startOffset) }));
  });

  /** A bare word, a call, or a map and its key. */
  private named: ParserMethod<[], Expr> = this.RULE("named", () => {
    const token = this.CONSUME(t.Name);
    const applied = this.OPTION(() =>
      this.OR<Expr>([
        { ALT: () => this.SUBRULE(this.call, { ARGS: [token] }) },
        { ALT: () => this.SUBRULE(this.index, { ARGS: [token] }) },
      ]),
    );
    return this.ACTION(
      () => applied ?? node({ kind: "name", name: token.image, span: spanOf(token, this.reporter.file) }),
    );
  });

  private call: ParserMethod<[IToken], Expr> = this.RULE("call", (word: IToken) => {
    this.CONSUME(t.LParen);
    const args: Expr[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => args.push(this.SUBRULE(this.expression)) });
    this.CONSUME(t.RParen, { ERR_MSG: "`,` or `)`" });
    return this.ACTION(() =>
      node({ kind: "call", callee: this.name(word), args: Object.freeze(args), span: this.from(word.startOffset) }),
    );
  });

  private index: ParserMethod<[IToken], Expr> = this.RULE("index", (word: IToken) => {
    this.CONSUME(t.LSquare);
    const key = this.SUBRULE(this.expression);
    this.CONSUME(t.RSquare, { ERR_MSG: "`]`" });
    return this.ACTION(() => node({ kind: "index", map: this.name(word), key, span: this.from(word.startOffset) }));
  });

  private aggregate: ParserMethod<[], Expr> = this.RULE("aggregate", () => {
    const head = this.CONSUME(t.Aggregate);
    this.CONSUME(t.LParen, { ERR_MSG: `\`(\` behind the name of an aggregate` });
    const distinct = this.OPTION({
      // elsewhere `distinct(` begins an aggregate of its own
      GATE: () => head.tokenType === RESERVED.count || this.LA(2).tokenType !== t.LParen,
      DEF: () => this.CONSUME(RESERVED.distinct),
    });
    const bare = () =>
      distinct === undefined && (head.tokenType === RESERVED.count || head.tokenType === RESERVED.share);
    let value: Expr | null = null;
    let byRows = false;
    let window: Expr | null = null;
    const source = this.OR<SourceSelect>([
      { GATE: bare, ALT: () => this.SUBRULE(this.source) },
      {
        ALT: () => {
          const first = this.SUBRULE(this.expression);
          const counted = this.OPTION1(() => this.CONSUME(SOFT.rows));
          if (counted !== undefined || head.tokenType === RESERVED.peak) window = first;
          else value = first;
          byRows = counted !== undefined;
          this.CONSUME(RESERVED.of, { ERR_MSG: "`of` and a source" });
          return this.SUBRULE1(this.source);
        },
      },
    ]);
    this.CONSUME(t.RParen, { ERR_MSG: "`where`, `last`, `within` or `)`" });
    return this.ACTION(() =>
      this.aggregateOf(head, { distinct: distinct !== undefined, byRows }, { value, window, source }),
    );
  });

  private aggregateOf(
    head: IToken,
    { distinct, byRows }: AggregateWords,
    parts: { readonly value: Expr | null; readonly window: Expr | null; readonly source: SourceSelect },
  ): Expr {
    const span = this.from(head.startOffset);
    const fn = aggregateFunction(head, { distinct, byRows });
    if (fn === "count" && parts.value !== null) {
      const at = parts.value.span.start;
      const fixes = [
        { title: "count distinct values", edits: [{ span: this.reporter.span(at, at), text: "distinct " }] },
      ];
      const found = "a value";
      this.reporter.report(
        "TC0020",
        parts.value.span,
        { expected: "a source, or `distinct` before a value", found },
        { fixes },
      );
      return node({ kind: "error", span });
    }
    if (fn !== null) return node({ kind: "aggregate", fn, ...parts, span });
    if (head.tokenType === RESERVED.share && !distinct && parts.value === null) {
      return node({ kind: "share", source: parts.source, span });
    }
    const expected =
      head.tokenType === RESERVED.share
        ? "a source, as in `share(events where …)`"
        : "`count(distinct … of …)` or `peak(… rows of …)`";
    const found = distinct
      ? `\`${head.image}(distinct …)\``
      : `\`${head.image}(${byRows ? "… rows of …" : "… of …"})\``;
    this.reporter.report("TC0020", span, { expected, found });
    return node({ kind: "error", span });
  }

  /** `events last 25 within 7d where …`; `last` and `within` may swap, the newest rows are the same either way. */
  protected source: ParserMethod<[], SourceSelect> = this.RULE("source", () => {
    const word = this.CONSUME(t.Name, { ERR_MSG: "a source such as `events`" });
    const by = this.OPTION(() => this.SUBRULE(this.shared));
    const bounds = this.SUBRULE(this.bounds);
    const where = this.OPTION1(() => {
      const filter = this.CONSUME(RESERVED.where);
      return { filter, condition: this.SUBRULE(this.expression) };
    });
    const first = this.LA(1);
    const late = this.SUBRULE1(this.bounds);
    this.ACTION(() => {
      if (where !== undefined && (late.last !== null || late.within !== null)) this.reportLate(where, first);
    });
    return this.ACTION(() =>
      node({
        kind: "source_select",
        source: this.name(word),
        by: by ?? null,
        last: bounds.last ?? late.last,
        within: bounds.within ?? late.within,
        where: where?.condition ?? null,
        span: this.from(word.startOffset),
      }),
    );
  });

  /** Bounds from `first` to the token read last stand behind their filter. */
  private reportLate({ filter, condition }: Filter, first: IToken): void {
    const moved: string[] = [];
    for (let back = 0; moved.length === 0 || this.LA(back + 1) !== first; back--) moved.unshift(this.LA(back).image);
    const at = filter.startOffset;
    const edits = [
      { span: this.reporter.span(at, at), text: `${moved.join(" ")} ` },
      { span: this.reporter.span(condition.span.end, endOf(this.LA(0))), text: "" },
    ];
    const extras = { fixes: [{ title: "move it", edits }] };
    this.reporter.report("TC0039", spanOf(first, this.reporter.file), { clause: first.image }, extras);
  }

  /** `by ip`: what `peers` share with the user. */
  private shared: ParserMethod<[], Name> = this.RULE("shared", () => {
    this.CONSUME(SOFT.by);
    const thing = this.CONSUME(t.Name, { ERR_MSG: "what is shared, such as `ip`" });
    return this.ACTION(() => this.name(thing));
  });

  protected bounds: ParserMethod<[], { last: Expr | null; within: Expr | null }> = this.RULE("bounds", () => {
    const found: { last: Expr | null; within: Expr | null } = { last: null, within: null };
    this.MANY(() => {
      const word = this.OR([{ ALT: () => this.CONSUME(SOFT.last) }, { ALT: () => this.CONSUME(SOFT.within) }]);
      const amount = this.SUBRULE(this.amount);
      this.ACTION(() => {
        const clause = word.tokenType === SOFT.last ? "last" : "within";
        if (found[clause] !== null) {
          this.reporter.report("TC0031", spanOf(word, this.reporter.file), {
            what: `\`${clause}\``,
            where: "this source",
          });
        }
        found[clause] = amount;
      });
    });
    return found;
  });

  /** The number behind `last`, the duration behind `within`: a literal or a constant. */
  protected amount: ParserMethod<[], Expr> = this.RULE("amount", () => {
    const token = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(t.Int) },
        { ALT: () => this.CONSUME(t.Duration) },
        { ALT: () => this.CONSUME(t.Decimal) },
        { ALT: () => this.CONSUME(t.Name) },
      ],
      ERR_MSG: "a number, a duration or a constant",
    });
    return this.ACTION(() => readLiteral(token, this.reporter));
  });

  /** `any { }`, `any event as e last 25 { }`, and what people write instead. */
  private rows: ParserMethod<[], Expr> = this.RULE("rows", () => {
    const head = this.CONSUME(t.Rows);
    const parts: RowsHead = { head, row: null, by: null, alias: null, last: null, within: null, where: null };
    this.OPTION(() => {
      const row = this.CONSUME(t.Name);
      const by = this.OPTION4(() => this.SUBRULE(this.shared));
      const alias = this.OPTION1(() => {
        this.CONSUME(SOFT.as);
        return this.CONSUME1(t.Name);
      });
      const bounds = this.SUBRULE(this.bounds);
      const where = this.OPTION2(() => {
        const word = this.CONSUME(RESERVED.where);
        return { word, condition: this.SUBRULE(this.expression) };
      });
      this.ACTION(() => {
        parts.row = this.name(row);
        parts.by = by ?? null;
        parts.alias = alias === undefined ? null : this.name(alias);
        parts.last = bounds.last;
        parts.within = bounds.within;
        parts.where = where ?? null;
      });
    });
    const body = this.OPTION3({
      GATE: () => parts.where === null || this.LA(1).tokenType === t.LCurly,
      DEF: () => this.SUBRULE(this.block),
    });
    return this.ACTION(() => {
      if (body === undefined && parts.where === null) this.CONSUME(t.LCurly, { ERR_MSG: "`{` and conditions" });
      return rowsCondition(parts, body ?? null, this.from(head.startOffset), this.reporter);
    });
  });

  /** A name unless what follows can only follow in a sequence. */
  private isSequence(): boolean {
    return this.LA(1).tokenType === SOFT.sequence && BEHIND_SEQUENCE.has(this.LA(2).tokenType);
  }

  protected abstract sequence: ParserMethod<[], Expr>;

  /** Conditions in braces, or one of them alone. */
  protected conditions: ParserMethod<[], Block> = this.RULE("conditions", () =>
    this.OR<Block>([
      { ALT: () => this.SUBRULE(this.block) },
      {
        ALT: () => {
          const condition = this.SUBRULE(this.expression);
          return this.ACTION(() =>
            node({ kind: "block", conditions: Object.freeze([condition]), span: condition.span }),
          );
        },
      },
    ]),
  );

  /** `{ … }`: a condition a line. */
  protected block: ParserMethod<[], Block> = this.RULE("block", () => {
    const open = this.CONSUME(t.LCurly, { ERR_MSG: "`{` and conditions" });
    const conditions: Expr[] = [];
    do {
      this.MANY(() => {
        const start = this.LA(1).startOffset;
        const condition = this.line(() => this.SUBRULE(this.expression), "the condition");
        this.ACTION(() => conditions.push(condition ?? this.errorFrom(start)));
      });
      // A line that cannot begin a condition was reported and passed over: what follows it is still read.
    } while (this.skipForeignLine("a condition"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`}`" });
    return this.ACTION(() => {
      const span = this.from(open.startOffset);
      if (conditions.length === 0) this.reporter.report("TC0032", span, { what: "this block", missing: "condition" });
      return node({ kind: "block", conditions: Object.freeze(conditions), span });
    });
  });

  protected textOf(token: IToken): string {
    return readText(token, this.reporter);
  }

  protected optionalName(token: IToken | undefined): Name | null {
    return token === undefined ? null : this.name(token);
  }
}

const NEGATED_AS_A_WHOLE: ReadonlySet<TokenType> = new Set<TokenType>([
  RESERVED.contains,
  RESERVED.starts,
  RESERVED.ends,
  RESERVED.matches,
  RESERVED.overlaps,
]);

const BEHIND_SEQUENCE: ReadonlySet<TokenType> = new Set<TokenType>([
  RESERVED.of,
  SOFT.by,
  SOFT.spanning,
  SOFT.within,
  SOFT.last,
  t.LCurly,
]);

const TEXT_OP_OF: Readonly<Record<string, TextOp>> = { contains: "contains", starts: "starts_with", ends: "ends_with" };

/** The words inside of an aggregate that say what it is. */
interface AggregateWords {
  readonly distinct: boolean;
  readonly byRows: boolean;
}

/** Null for what is no aggregate with a value of its own. */
function aggregateFunction(head: IToken, { distinct, byRows }: AggregateWords): AggregateFunction | null {
  if (distinct) return head.tokenType === RESERVED.count && !byRows ? "count_distinct" : null;
  if (head.tokenType === RESERVED.peak) return byRows ? "peak_rows" : "peak_span";
  if (byRows) return null;
  return AGGREGATE_FUNCTIONS.find((name) => name === head.image) ?? null;
}
