import type { IToken, ParserMethod } from "chevrotain";
import type { Expr } from "../ast/expr.ts";
import type {
  ArrayValue,
  ExpectCondition,
  ExpectRule,
  FixtureDecl,
  GivenValue,
  ObjectEntry,
  ObjectValue,
  TestDecl,
} from "../ast/test-decl.ts";
import { boundaryTable, outcomeFixes, type ReadCell, type ReadRow } from "./boundary-table.ts";
import { SequenceGrammar } from "./sequence-grammar.ts";
import { quoteToken } from "./expected.ts";
import { spanOf } from "./lex.ts";
import { node, type Name } from "../ast/node.ts";
import * as t from "./tokens.ts";

const { RESERVED, SOFT } = t;

interface TestParts {
  asOf: Expr | null;
  given: ObjectValue | null;
  like: Name | null;
  readonly rows: ReadRow[];
  readonly expectations: (ExpectRule | ExpectCondition)[];
}

/** Tests and fixtures: described users, boundary tables, expectations. */
export abstract class TestGrammar extends SequenceGrammar {
  protected testDecl: ParserMethod<[], TestDecl> = this.RULE("testDecl", () => {
    const head = this.CONSUME(SOFT.test);
    const title = this.CONSUME(t.Text, { ERR_MSG: "a title in double quotes" });
    const rule = this.OPTION(() => {
      this.CONSUME(SOFT.for);
      return this.CONSUME(t.Name, { ERR_MSG: "the id of a rule" });
    });
    this.CONSUME(t.LCurly, { ERR_MSG: "`{`" });
    const parts: TestParts = { asOf: null, given: null, like: null, rows: [], expectations: [] };
    do {
      this.MANY(() => {
        this.line(() => this.SUBRULE(this.testMember, { ARGS: [parts] }), "the line");
      });
    } while (this.skipForeignLine("`as of`, `given`, `expect` or a row of a table"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`}`" });
    return this.ACTION(() =>
      node({
        kind: "test",
        title: this.textOf(title),
        rule: this.optionalName(rule),
        asOf: parts.asOf,
        given: parts.given,
        like: parts.like,
        table: boundaryTable(parts.rows, this.reporter),
        expectations: Object.freeze(parts.expectations),
        span: this.from(head.startOffset),
      }),
    );
  });

  protected fixtureDecl: ParserMethod<[], FixtureDecl> = this.RULE("fixtureDecl", () => {
    const head = this.CONSUME(SOFT.fixture);
    const name = this.CONSUME(t.Name);
    const given = this.SUBRULE(this.objectValue);
    return this.ACTION(() =>
      node({ kind: "fixture", name: this.name(name), given, span: this.from(head.startOffset) }),
    );
  });

  private testMember: ParserMethod<[TestParts], void> = this.RULE("testMember", (parts: TestParts) => {
    this.OR([
      { ALT: () => this.SUBRULE(this.asOf, { ARGS: [parts] }) },
      { ALT: () => this.SUBRULE(this.given, { ARGS: [parts] }) },
      { ALT: () => this.SUBRULE(this.expectation, { ARGS: [parts] }) },
      { ALT: () => this.SUBRULE(this.tableRow, { ARGS: [parts] }) },
    ]);
  });

  private asOf: ParserMethod<[TestParts], void> = this.RULE("asOf", (parts: TestParts) => {
    const head = this.CONSUME(SOFT.as);
    this.CONSUME(RESERVED.of, { ERR_MSG: "`of` and a time" });
    const moment = this.SUBRULE(this.expression);
    this.ACTION(() => {
      if (parts.asOf !== null) this.reportSecond(head, "`as of`", "this test");
      parts.asOf = moment;
    });
  });

  private given: ParserMethod<[TestParts], void> = this.RULE("given", (parts: TestParts) => {
    const head = this.CONSUME(SOFT.given);
    const fixture = this.OPTION(() => {
      this.CONSUME(SOFT.like);
      return this.CONSUME(t.Name, { ERR_MSG: "the name of a fixture" });
    });
    // a fixture may be taken as it is
    const value = this.OR<ObjectValue | null>({
      DEF: [
        {
          GATE: () => fixture !== undefined && this.LA(1).tokenType !== t.LCurly,
          ALT: () => null,
        },
        { ALT: () => this.SUBRULE(this.objectValue) },
      ],
      ERR_MSG: "`{` and what is given",
    });
    this.ACTION(() => {
      if (parts.given !== null || parts.like !== null) this.reportSecond(head, "`given`", "this test");
      parts.given = value;
      parts.like = this.optionalName(fixture);
    });
  });

  protected reportSecond(token: IToken, what: string, where: string): void {
    this.reporter.report("TC0031", spanOf(token, this.reporter.file), { what, where });
  }

  private expectation: ParserMethod<[TestParts], void> = this.RULE("expectation", (parts: TestParts) => {
    const head = this.CONSUME(SOFT.expect);
    this.OR([
      {
        GATE: () => this.isOutcome(),
        ALT: () => {
          const rule = this.CONSUME(t.Name);
          const no = this.OPTION(() => this.CONSUME(RESERVED.no));
          const word = this.CONSUME1(t.Name);
          this.ACTION(() => {
            const span = this.from(head.startOffset);
            const outcome = no !== undefined ? "no_match" : word.tokenType === SOFT.unknown ? "unknown" : "match";
            parts.expectations.push(node({ kind: "expect_rule", rule: this.name(rule), outcome, span }));
          });
        },
      },
      {
        GATE: () => this.isWrongOutcome(),
        ALT: () => {
          this.CONSUME2(t.Name);
          this.ACTION(() => this.refuseOutcome());
        },
      },
      {
        ALT: () => {
          const condition = this.SUBRULE(this.expression);
          this.ACTION(() =>
            parts.expectations.push(node({ kind: "expect_condition", condition, span: this.from(head.startOffset) })),
          );
        },
      },
    ]);
  });

  private isOutcome(): boolean {
    const second = this.LA(2).tokenType;
    if (second === SOFT.match || second === SOFT.unknown) return true;
    return second === RESERVED.no && this.LA(3).tokenType === SOFT.match;
  }

  /** `expect X01 true`: the id of a rule and a word that is no operator. */
  private isWrongOutcome(): boolean {
    const next = this.LA(2);
    if (!/^[A-Z]\d{2,3}$/.test(this.LA(1).image) || t.isInfix(next)) return false;
    return t.isWord(next) && next.tokenType !== RESERVED.in && next.tokenType !== RESERVED.is;
  }

  private refuseOutcome(): void {
    const word = this.LA(1);
    const span = spanOf(word, this.reporter.file);
    const fixes = outcomeFixes(word.image, span);
    this.reporter.report("TC0037", span, { found: quoteToken(word) }, { fixes });
    this.skipLine(Number(word.payload));
  }

  private tableRow: ParserMethod<[TestParts], void> = this.RULE("tableRow", (parts: TestParts) => {
    const first = this.CONSUME(t.Pipe);
    const cells: ReadCell[] = [this.SUBRULE(this.cell)];
    this.MANY({
      GATE: () => endsCell(this.LA(2)) === false,
      DEF: () => {
        this.CONSUME1(t.Pipe);
        cells.push(this.SUBRULE1(this.cell));
      },
    });
    this.CONSUME2(t.Pipe, { ERR_MSG: "`|`" });
    this.ACTION(() => parts.rows.push({ cells, span: this.from(first.startOffset) }));
  });

  /** `no match` is two words; everything else is a value. */
  private cell: ParserMethod<[], ReadCell> = this.RULE("cell", () =>
    this.OR<ReadCell>([
      {
        ALT: () => {
          const no = this.CONSUME(RESERVED.no);
          this.CONSUME(SOFT.match);
          return this.ACTION(() => ({ kind: "no_match" as const, span: this.from(no.startOffset) }));
        },
      },
      { ALT: () => this.SUBRULE(this.givenValue) },
    ]),
  );

  private givenValue: ParserMethod<[], GivenValue> = this.RULE("givenValue", () =>
    this.OR<GivenValue>([
      { ALT: () => this.SUBRULE(this.objectValue) },
      { ALT: () => this.SUBRULE(this.arrayValue) },
      {
        ALT: () => {
          const word = this.CONSUME(SOFT.missing);
          return this.ACTION(() => node({ kind: "missing", span: spanOf(word, this.reporter.file) }));
        },
      },
      {
        ALT: () => {
          const start = this.LA(1).startOffset;
          const value = this.SUBRULE(this.expression);
          const ago = this.OPTION(() => this.CONSUME(SOFT.ago));
          if (ago === undefined) return value;
          return this.ACTION(() => node({ kind: "ago", duration: value, span: this.from(start) }));
        },
      },
    ]),
  );

  /** Entries end with their line or at a comma. */
  private objectValue: ParserMethod<[], ObjectValue> = this.RULE("objectValue", () => {
    const open = this.CONSUME(t.LCurly, { ERR_MSG: "`{` and what is given" });
    const entries: ObjectEntry[] = [];
    do {
      this.MANY(() => {
        this.line(() => {
          entries.push(this.SUBRULE(this.objectEntry));
          this.MANY1({
            GATE: () => this.LA(2).tokenType !== t.RCurly,
            DEF: () => {
              this.CONSUME(t.Comma);
              entries.push(this.SUBRULE1(this.objectEntry));
            },
          });
          this.OPTION(() => this.CONSUME1(t.Comma));
        }, "the entry");
      });
    } while (this.skipForeignLine("a name and `:`"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`,` or `}`" });
    return this.ACTION(() =>
      node({ kind: "object", entries: Object.freeze(entries), span: this.from(open.startOffset) }),
    );
  });

  private objectEntry: ParserMethod<[], ObjectEntry> = this.RULE("objectEntry", () => {
    const key = this.CONSUME(t.Word);
    this.CONSUME(t.Colon, { ERR_MSG: "`:` and a value" });
    const value = this.SUBRULE(this.givenValue);
    return this.ACTION(() =>
      node({ kind: "object_entry", key: this.name(key), value, span: this.from(key.startOffset) }),
    );
  });

  /** Commas may be left out behind objects, which stand a line each. */
  private arrayValue: ParserMethod<[], ArrayValue> = this.RULE("arrayValue", () => {
    const open = this.CONSUME(t.LSquare);
    const items: GivenValue[] = [];
    this.MANY(() => {
      const item = this.SUBRULE(this.givenValue);
      items.push(item);
      const comma = this.OPTION(() => this.CONSUME(t.Comma));
      this.ACTION(() => {
        const next = this.LA(1);
        if (
          comma !== undefined ||
          item.kind === "object" ||
          next.tokenType === t.RSquare ||
          Number.isNaN(next.startOffset)
        )
          return;
        this.reporter.report("TC0020", spanOf(next, this.reporter.file), {
          expected: "`,` or `]`",
          found: quoteToken(next),
        });
      });
    });
    this.CONSUME(t.RSquare, { ERR_MSG: "`,` or `]`" });
    return this.ACTION(() => node({ kind: "array", items: Object.freeze(items), span: this.from(open.startOffset) }));
  });
}

const endsCell = (token: IToken): boolean =>
  Number.isNaN(token.startOffset) || token.tokenType === t.Newline || token.tokenType === t.RCurly;
