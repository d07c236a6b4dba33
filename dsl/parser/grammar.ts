import type { IToken, ParserMethod } from "chevrotain";
import type {
  AttributeDecl,
  ConstDecl,
  Declaration,
  DefineDecl,
  DefineParam,
  ExceptClause,
  ExtendDecl,
  ListDecl,
  ListFile,
  ListRuntime,
  MapDecl,
  MapEntry,
  MetadataEntry,
  OverrideDecl,
  PresetDecl,
  PresetEntry,
  PresetThreshold,
  RuleDecl,
  TypeRef,
} from "../ast/declaration.ts";
import type { Expr } from "../ast/expr.ts";
import type { Block } from "../ast/groups.ts";
import { isMetadataKey } from "../ast/metadata-keys.ts";
import { node, type Span } from "../ast/node.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { quoteToken } from "./expected.ts";
import { endOf, rename, spanOf } from "./lex.ts";
import { readLastDay } from "./literals.ts";
import type { Reporter } from "./reporter.ts";
import { TestGrammar } from "./test-grammar.ts";
import * as t from "./tokens.ts";

const { RESERVED, SOFT } = t;

interface RuleParts {
  readonly metadata: MetadataEntry[];
  when: Block | null;
  readonly exceptions: ExceptClause[];
}

interface PresetParts {
  description: string | null;
  descriptionSpan: Span | null;
  readonly thresholds: PresetThreshold[];
  readonly entries: PresetEntry[];
}

/** What other languages call the conditions of a rule, and the exceptions from them. */
const WHEN_WORDS: ReadonlyMap<string, string> = new Map([
  ["if", "when"],
  ["where", "when"],
  ["condition", "when"],
  ["conditions", "when"],
  ["match", "when"],
  ["detect", "when"],
  ["unless", "except"],
  ["exclude", "except"],
]);

/** Reads one declaration at a time; `parseFile` cuts the file into them. */
export class Grammar extends TestGrammar {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** The declaration in `tokens`, or null when its head could not be read; problems go to the reporter. */
  read(tokens: readonly IToken[], reporter: Reporter): Declaration | null {
    this.reporter = reporter;
    this.input = [...tokens];
    // After a mistake outside all blocks Chevrotain gives undefined whatever the rule's type says.
    const declaration: Declaration | undefined = this.declaration();
    return declaration ?? null;
  }

  declaration: ParserMethod<[], Declaration> = this.RULE("declaration", () =>
    this.OR<Declaration>([
      { ALT: () => this.SUBRULE(this.ruleDecl) },
      { ALT: () => this.SUBRULE(this.attributeDecl) },
      { ALT: () => this.SUBRULE(this.testDecl) },
      { ALT: () => this.SUBRULE(this.constDecl) },
      { ALT: () => this.SUBRULE(this.listDecl) },
      { ALT: () => this.SUBRULE(this.mapDecl) },
      { ALT: () => this.SUBRULE(this.defineDecl) },
      { ALT: () => this.SUBRULE(this.presetDecl) },
      { ALT: () => this.SUBRULE(this.fixtureDecl) },
      { ALT: () => this.SUBRULE(this.extendDecl) },
      { ALT: () => this.SUBRULE(this.overrideDecl) },
    ]),
  );

  private doc: ParserMethod<[], string | null> = this.RULE("doc", () => {
    const token = this.OPTION(() => this.CONSUME(t.Text));
    return this.ACTION(() => (token === undefined ? null : this.textOf(token)));
  });

  private constDecl: ParserMethod<[], ConstDecl> = this.RULE("constDecl", () => {
    const head = this.CONSUME(SOFT.const);
    const name = this.CONSUME(t.Name);
    const doc = this.SUBRULE(this.doc);
    this.CONSUME(t.Assign, { ERR_MSG: "`=` and a value" });
    const value = this.SUBRULE(this.expression);
    return this.ACTION(() =>
      node({ kind: "const", name: this.name(name), doc, value, span: this.from(head.startOffset) }),
    );
  });

  private listDecl: ParserMethod<[], ListDecl> = this.RULE("listDecl", () => {
    const head = this.CONSUME(SOFT.list);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.Colon, { ERR_MSG: "`:` and a type such as `list<string>`" });
    const type = this.SUBRULE(this.typeRef);
    const doc = this.SUBRULE(this.doc);
    this.CONSUME(t.Assign, { ERR_MSG: '`=` and `[…]`, `file "…"` or `runtime`' });
    const value = this.OR<Expr | ListFile | ListRuntime>([
      { ALT: () => this.SUBRULE(this.listFile) },
      {
        GATE: () => Number.isNaN(this.LA(2).startOffset),
        ALT: () => {
          const word = this.CONSUME(SOFT.runtime);
          return this.ACTION(() => node({ kind: "list_runtime", span: spanOf(word, this.reporter.file) }));
        },
      },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
    return this.ACTION(() =>
      node({ kind: "list", name: this.name(name), type, doc, value, span: this.from(head.startOffset) }),
    );
  });

  private listFile: ParserMethod<[], ListFile> = this.RULE("listFile", () => {
    const head = this.CONSUME(SOFT.file);
    const path = this.CONSUME(t.Text);
    return this.ACTION(() => node({ kind: "list_file", path: this.textOf(path), span: this.from(head.startOffset) }));
  });

  private extendDecl: ParserMethod<[], ExtendDecl> = this.RULE("extendDecl", () => {
    const head = this.CONSUME(SOFT.extend);
    this.CONSUME(SOFT.list, { ERR_MSG: "`list` and the name of a list of the built-in pack" });
    const name = this.CONSUME(t.Name, { ERR_MSG: "the name of a list of the built-in pack" });
    this.CONSUME(SOFT.with, { ERR_MSG: '`with` and `[…]` or `file "…"`' });
    const value = this.OR<Expr | ListFile>([
      { ALT: () => this.SUBRULE(this.listFile) },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
    return this.ACTION(() => node({ kind: "extend", name: this.name(name), value, span: this.from(head.startOffset) }));
  });

  private overrideDecl: ParserMethod<[], OverrideDecl> = this.RULE("overrideDecl", () => {
    const head = this.CONSUME(SOFT.override);
    this.CONSUME(SOFT.const, { ERR_MSG: "`const` and the name of a constant of the built-in pack" });
    const name = this.CONSUME(t.Name, { ERR_MSG: "the name of a constant of the built-in pack" });
    this.CONSUME(t.Assign, { ERR_MSG: "`=` and a value" });
    const value = this.SUBRULE(this.expression);
    return this.ACTION(() =>
      node({ kind: "override", name: this.name(name), value, span: this.from(head.startOffset) }),
    );
  });

  private mapDecl: ParserMethod<[], MapDecl> = this.RULE("mapDecl", () => {
    const head = this.CONSUME(SOFT.map);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.Colon, { ERR_MSG: "`:` and a type such as `map<string, int>`" });
    const type = this.SUBRULE(this.typeRef);
    const doc = this.SUBRULE(this.doc);
    this.CONSUME(t.Assign, { ERR_MSG: "`=` and `{ key: value }`" });
    this.CONSUME(t.LCurly, { ERR_MSG: "`{` and entries" });
    const entries: MapEntry[] = [];
    do {
      this.MANY(() => {
        this.line(() => {
          entries.push(this.SUBRULE(this.mapEntry));
          this.MANY1({
            GATE: () => this.LA(2).tokenType !== t.RCurly,
            DEF: () => {
              this.CONSUME(t.Comma);
              entries.push(this.SUBRULE1(this.mapEntry));
            },
          });
          this.OPTION(() => this.CONSUME1(t.Comma));
        }, "the entry");
      });
    } while (this.skipForeignLine("a key and `:`"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`,` or `}`" });
    const frozen = Object.freeze(entries);
    return this.ACTION(() =>
      node({ kind: "map", name: this.name(name), type, doc, entries: frozen, span: this.from(head.startOffset) }),
    );
  });

  private mapEntry: ParserMethod<[], MapEntry> = this.RULE("mapEntry", () => {
    const start = this.LA(1).startOffset;
    this.ACTION(() => this.refuseAssign(this.LA(2)));
    const key = this.SUBRULE(this.expression);
    this.CONSUME(t.Colon, { ERR_MSG: "`:` and a value" });
    const value = this.SUBRULE1(this.expression);
    return this.ACTION(() => node({ kind: "map_entry", key, value, span: this.from(start) }));
  });

  /** `"Chrome" = 90` is read as it was meant, not as a comparison; `"Chrome" => 90` is told as one mistake. */
  private refuseAssign(token: IToken): void {
    if (token.tokenType !== t.Assign) return;
    const span = spanOf(token, this.reporter.file);
    const next = this.LA(3);
    if (next.tokenType === t.Greater) {
      const arrow = this.reporter.span(span.start, endOf(next));
      const fixes = [{ title: "write `:`", edits: [{ span: arrow, text: ":" }] }];
      this.reporter.report("TC0069", arrow, { found: "=>", instead: ":" }, { fixes });
      return;
    }
    const fixes = [{ title: "write `:`", edits: [{ span, text: ":" }] }];
    this.reporter.report("TC0020", span, { expected: "`:` and a value", found: quoteToken(token) }, { fixes });
    rename(token, t.Colon);
  }

  private attributeDecl: ParserMethod<[], AttributeDecl> = this.RULE("attributeDecl", () => {
    const head = this.CONSUME(SOFT.attribute);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.Colon, { ERR_MSG: "`:` and a type such as `int`" });
    const type = this.SUBRULE(this.typeRef);
    const doc = this.SUBRULE(this.doc);
    this.CONSUME(t.Assign, { ERR_MSG: "`=` and a value" });
    const body = this.SUBRULE(this.expression);
    return this.ACTION(() =>
      node({ kind: "attribute", name: this.name(name), type, doc, body, span: this.from(head.startOffset) }),
    );
  });

  private typeRef: ParserMethod<[], TypeRef> = this.RULE("typeRef", () => {
    const word = this.CONSUME(t.Name, { ERR_MSG: "a type" });
    const args: TypeRef[] = [];
    this.OPTION(() => {
      this.CONSUME(t.Less);
      args.push(this.SUBRULE(this.typeRef));
      this.MANY(() => {
        this.CONSUME(t.Comma);
        args.push(this.SUBRULE1(this.typeRef));
      });
      this.CONSUME(t.Greater, { ERR_MSG: "`,` or `>`" });
    });
    const optional = this.OPTION1(() => this.CONSUME(t.Question));
    return this.ACTION(() =>
      node({
        kind: "type_ref",
        name: this.name(word),
        args: Object.freeze(args),
        optional: optional !== undefined,
        span: this.from(word.startOffset),
      }),
    );
  });

  private defineDecl: ParserMethod<[], DefineDecl> = this.RULE("defineDecl", () => {
    const head = this.CONSUME(SOFT.define);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.LParen, { ERR_MSG: "`(` and parameters such as `d: device`" });
    const params: DefineParam[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => params.push(this.SUBRULE(this.defineParam)) });
    this.CONSUME(t.RParen, { ERR_MSG: "`,` or `)`" });
    const doc = this.SUBRULE(this.doc);
    const body = this.SUBRULE(this.block);
    const frozen = Object.freeze(params);
    return this.ACTION(() =>
      node({ kind: "define", name: this.name(name), params: frozen, doc, body, span: this.from(head.startOffset) }),
    );
  });

  private defineParam: ParserMethod<[], DefineParam> = this.RULE("defineParam", () => {
    const word = this.CONSUME(t.Name);
    this.CONSUME(t.Colon, { ERR_MSG: "`:` and a type" });
    const type = this.SUBRULE(this.typeRef);
    return this.ACTION(() =>
      node({ kind: "define_param", name: this.name(word), type, span: this.from(word.startOffset) }),
    );
  });

  private ruleDecl: ParserMethod<[], RuleDecl> = this.RULE("ruleDecl", () => {
    const head = this.CONSUME(SOFT.rule);
    const id = this.CONSUME(t.Name, { ERR_MSG: "the id of the rule, such as `X01`" });
    const title = this.CONSUME(t.Text, { ERR_MSG: "a title in double quotes" });
    this.CONSUME(t.LCurly, { ERR_MSG: "`{`" });
    const parts: RuleParts = { metadata: [], when: null, exceptions: [] };
    do {
      this.MANY(() => {
        this.line(() => this.SUBRULE(this.ruleMember, { ARGS: [parts] }), "the line");
      });
    } while (this.skipForeignLine("`when`, `except` or a line such as `severity high`"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`}`" });
    return this.ACTION(() =>
      node({
        kind: "rule",
        id: this.name(id),
        title: this.textOf(title),
        metadata: Object.freeze(parts.metadata),
        when: parts.when,
        exceptions: Object.freeze(parts.exceptions),
        span: this.from(head.startOffset),
      }),
    );
  });

  private ruleMember: ParserMethod<[RuleParts], void> = this.RULE("ruleMember", (parts: RuleParts) => {
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          ALT: () => {
            const head = this.CONSUME(SOFT.when);
            this.ACTION(() => {
              if (parts.when !== null) this.reportSecond(head, "`when`; put all conditions into one", "this rule");
              // Kept when the condition cannot be read: a rule with a broken `when` is not a rule without one.
              parts.when ??= this.brokenBlock(head);
            });
            const block = this.SUBRULE(this.conditions);
            this.ACTION(() => {
              parts.when = block;
            });
          },
        },
        {
          ALT: () => {
            const clause = this.SUBRULE(this.exceptClause);
            this.ACTION(() => parts.exceptions.push(clause));
          },
        },
        {
          ALT: () => {
            this.SUBRULE(this.metadataEntry, { ARGS: [parts] });
          },
        },
      ],
    });
  });

  /** `severity high`, and what people write in its place. */
  private metadataEntry: ParserMethod<[RuleParts], void> = this.RULE("metadataEntry", (parts: RuleParts) => {
    const key = this.CONSUME(t.Name);
    this.OR([
      {
        GATE: () => this.isCondition(key),
        ALT: () => this.ACTION(() => this.refuseCondition(key, parts)),
      },
      {
        ALT: () => {
          const block = this.SUBRULE(this.block);
          this.ACTION(() => this.reportForeignBlock(key, block, parts));
        },
      },
      {
        ALT: () => {
          const colon = this.OPTION(() => this.CONSUME(t.Colon));
          this.ACTION(() => {
            if (colon !== undefined) this.reportColon(key, colon);
          });
          const value = this.SUBRULE(this.expression);
          let last: Expr | null = null;
          this.MANY(() => {
            this.CONSUME(t.Comma);
            last = this.SUBRULE1(this.expression);
          });
          this.ACTION(() => {
            if (WHEN_WORDS.has(key.image)) return this.reportForeignBlock(key, null, parts);
            if (last !== null) return this.reportBareList(key, value, last);
            const span = this.from(key.startOffset);
            parts.metadata.push(node({ kind: "metadata", key: this.name(key), value, span }));
          });
        },
      },
    ]);
  });

  /** A condition that stands in a rule as if the rule were a block. */
  private isCondition(key: IToken): boolean {
    const next = this.LA(1);
    const isAlone = next.tokenType === t.Newline || next.tokenType === t.RCurly || Number.isNaN(next.startOffset);
    const begins =
      isAlone || t.isInfix(next) || next.tokenType === t.Dot || next.tokenType === t.LParen || t.isReserved(next);
    return begins && !isMetadataKey(key.image) && !WHEN_WORDS.has(key.image);
  }

  private refuseCondition(key: IToken, parts: RuleParts): void {
    const at = this.reporter.span(key.startOffset, key.startOffset);
    const fixes = parts.when === null ? [{ title: "put it into `when`", edits: [{ span: at, text: "when " }] }] : [];
    this.reporter.report("TC0068", spanOf(key, this.reporter.file), { found: key.image }, { fixes });
    parts.when ??= this.brokenBlock(key);
    this.skipLine(Number(key.payload));
  }

  /** `if`, `condition`, a mistyped `when`: read as what was meant where that is clear. */
  private reportForeignBlock(key: IToken, block: Block | null, parts: RuleParts): void {
    const suggestion = WHEN_WORDS.get(key.image) ?? suggest(key.image, ["when", "except"]);
    const span = spanOf(key, this.reporter.file);
    const fixes =
      suggestion === null ? [] : [{ title: `write \`${suggestion}\``, edits: [{ span, text: suggestion }] }];
    this.reporter.report("TC0062", span, { found: key.image, suggestion }, { fixes });
    if (suggestion !== "except") parts.when ??= block ?? this.brokenBlock(key);
  }

  private reportColon(key: IToken, colon: IToken): void {
    const { image } = key;
    const span = spanOf(colon, this.reporter.file);
    const isValue = this.LA(1).tokenType !== t.Minus;
    const fixes = isValue ? [{ title: "remove it", edits: [{ span, text: "" }] }] : [];
    this.reporter.report("TC0063", span, { key: image }, { fixes });
  }

  private reportBareList(key: IToken, first: Expr, last: Expr): void {
    const edits = [
      { span: { ...first.span, end: first.span.start }, text: "[" },
      { span: { ...last.span, start: last.span.end }, text: "]" },
    ];
    const span = this.reporter.span(first.span.start, last.span.end);
    this.reporter.report("TC0064", span, { key: key.image }, { fixes: [{ title: "write a list", edits }] });
  }

  private exceptClause: ParserMethod<[], ExceptClause> = this.RULE("exceptClause", () => {
    const head = this.CONSUME(SOFT.except);
    const day = this.OPTION({
      MAX_LOOKAHEAD: 1,
      // `until` may also be what somebody called an attribute
      GATE: () => this.LA(1).tokenType === SOFT.until && !t.isInfix(this.LA(2)),
      DEF: () => {
        this.CONSUME(SOFT.until);
        return this.CONSUME(t.Time, { ERR_MSG: "the last day of the exception, such as `2026-12-31`" });
      },
    });
    const block = this.SUBRULE(this.conditions);
    return this.ACTION(() => {
      const until = day === undefined ? null : readLastDay(day, this.reporter);
      return node({ kind: "except", until, block, span: this.from(head.startOffset) });
    });
  });

  private brokenBlock(head: IToken): Block {
    const span = spanOf(head, this.reporter.file);
    return node({ kind: "block", conditions: Object.freeze([node({ kind: "error", span })]), span });
  }

  /** A block, or a single condition without braces. */
  private presetDecl: ParserMethod<[], PresetDecl> = this.RULE("presetDecl", () => {
    const head = this.CONSUME(SOFT.preset);
    const name = this.CONSUME(t.Name);
    const title = this.CONSUME(t.Text, { ERR_MSG: "a title in double quotes" });
    this.CONSUME(t.LCurly, { ERR_MSG: "`{`" });
    const parts: PresetParts = { description: null, descriptionSpan: null, thresholds: [], entries: [] };
    do {
      this.MANY(() => {
        this.line(() => this.SUBRULE(this.presetMember, { ARGS: [parts] }), "the line");
      });
    } while (this.skipForeignLine("`review`, `blacklist`, `description` or a rule and its weight"));
    this.CONSUME(t.RCurly, { ERR_MSG: "`}`" });
    return this.ACTION(() =>
      node({
        kind: "preset",
        name: this.name(name),
        title: this.textOf(title),
        description: parts.description,
        descriptionSpan: parts.descriptionSpan,
        thresholds: Object.freeze(parts.thresholds),
        entries: Object.freeze(parts.entries),
        span: this.from(head.startOffset),
      }),
    );
  });

  private presetMember: ParserMethod<[PresetParts], void> = this.RULE("presetMember", (parts: PresetParts) => {
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          ALT: () => {
            const head = this.CONSUME(SOFT.description);
            const text = this.CONSUME(t.Text, { ERR_MSG: "a text in double quotes" });
            this.ACTION(() => {
              if (parts.description !== null) this.reportSecond(head, "`description`", "this preset");
              parts.description = this.textOf(text);
              parts.descriptionSpan = spanOf(text, this.reporter.file);
            });
          },
        },
        { ALT: () => this.SUBRULE(this.threshold, { ARGS: [parts] }) },
        { ALT: () => this.SUBRULE(this.presetEntry, { ARGS: [parts] }) },
      ],
    });
  });

  private threshold: ParserMethod<[PresetParts], void> = this.RULE("threshold", (parts: PresetParts) => {
    const head = this.OR([{ ALT: () => this.CONSUME(SOFT.review) }, { ALT: () => this.CONSUME(SOFT.blacklist) }]);
    const atOrBelow = this.OR1<Expr | null>([
      {
        ALT: () => {
          this.CONSUME(SOFT.off);
          return null;
        },
      },
      {
        ALT: () => {
          this.CONSUME(SOFT.at);
          this.CONSUME(RESERVED.or, { ERR_MSG: "`or below` and a score" });
          this.CONSUME(SOFT.below, { ERR_MSG: "`below` and a score" });
          return this.SUBRULE(this.expression);
        },
      },
    ]);
    this.ACTION(() => {
      const target = head.tokenType === SOFT.review ? ("review" as const) : ("blacklist" as const);
      if (parts.thresholds.some((threshold) => threshold.target === target)) {
        this.reportSecond(head, `\`${target}\``, "this preset");
      }
      parts.thresholds.push(node({ kind: "preset_threshold", target, atOrBelow, span: this.from(head.startOffset) }));
    });
  });

  private presetEntry: ParserMethod<[PresetParts], void> = this.RULE("presetEntry", (parts: PresetParts) => {
    const rule = this.CONSUME(t.Name);
    const weight = this.OR<PresetEntry["weight"]>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(SOFT.weight);
            return this.SUBRULE(this.expression);
          },
        },
        {
          ALT: () => {
            const word = this.CONSUME(t.Word);
            return this.ACTION(() =>
              node({ kind: "named_weight", name: this.name(word), span: spanOf(word, this.reporter.file) }),
            );
          },
        },
      ],
      ERR_MSG: "a weight: `positive`, `none`, `medium`, `high`, `extreme` or `weight` and a number",
    });
    this.ACTION(() =>
      parts.entries.push(
        node({ kind: "preset_entry", rule: this.name(rule), weight, span: this.from(rule.startOffset) }),
      ),
    );
  });
}
