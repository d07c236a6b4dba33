import type { IToken } from "chevrotain";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { endOf, spanOf } from "./lex.ts";
import type { Reporter } from "./reporter.ts";
import * as t from "./tokens.ts";

/** The token so many places ahead; 0 is the one read last. */
type Ahead = (places: number) => IToken;

/** Operators of other languages between two values, as words. */
const BETWEEN_VALUES: ReadonlyMap<string, string> = new Map([
  ["has", "contains"],
  ["includes", "contains"],
  ["startswith", "starts with"],
  ["endswith", "ends with"],
  ["hasprefix", "starts with"],
  ["hassuffix", "ends with"],
  ["equals", "=="],
  ["eq", "=="],
  ["ne", "!="],
  ["gt", ">"],
  ["ge", ">="],
  ["gte", ">="],
  ["lt", "<"],
  ["le", "<="],
  ["lte", "<="],
  ["exists", "is present"],
  ["missing", "is missing"],
  ["present", "is present"],
  ["new", "is new"],
  ["regexp", "matches"],
  ["regex", "matches"],
  ["rlike", "matches"],
]);

/** Words that other languages write in front of rows. */
const BEFORE_ROWS: ReadonlySet<string> = new Set(["some", "exists", "exist"]);

/**
 * Recognises what other languages write where a condition should have ended, and says what it is here. False for what is
 * not known: then the place alone is told.
 */
export function reportForeignWord(ahead: Ahead, reporter: Reporter): boolean {
  const token = ahead(1);
  const before = ahead(0);
  if (isCapitals(before)) return reportCapitals(before, reporter);
  if (isCapitals(token) && !isPattern(token)) return reportCapitals(token, reporter);
  if (BEFORE_ROWS.has(before.image) && t.isWord(token)) return reportInstead(before, before, "any", reporter);
  if (isPattern(token)) return reportPattern(token, ahead(2), reporter);
  if (/^between$/i.test(token.image)) return reportBetween(ahead, reporter);
  const known = t.isWord(token) ? BETWEEN_VALUES.get(token.image.toLowerCase()) : undefined;
  if (known !== undefined) return reportInstead(token, token, known, reporter);
  if (token.image === "for" && before.tokenType === t.SOFT.new) return reportInstead(token, token, "within", reporter);
  if (token.tokenType === t.Question) {
    const instead = "(a and b) or (not a and c)";
    reporter.report("TC0069", spanOf(token, reporter.file), { found: "? :", instead });
    return true;
  }
  if (token.tokenType === t.Pipe && t.isWord(ahead(2)) && ahead(3).tokenType === t.Colon)
    return reportSigma(ahead, reporter);
  if (token.tokenType === t.Colon && ahead(2).tokenType === t.Assign) {
    reporter.report("TC0067", reporter.span(token.startOffset, endOf(ahead(2))), { name: before.image });
    return true;
  }
  return false;
}

/** Words of ours in capitals; without a fix, since `IN`, `IS`, `NO` and others are codes of countries. */
function isCapitals({ image }: IToken): boolean {
  return /^[A-Z]{2,}$/.test(image) && t.KEYWORDS.has(image.toLowerCase());
}

function reportCapitals(token: IToken, reporter: Reporter): true {
  reporter.report("TC0061", spanOf(token, reporter.file), { found: token.image, instead: token.image.toLowerCase() });
  return true;
}

function reportInstead(first: IToken, last: IToken, instead: string, reporter: Reporter, more: TextEdit[] = []): true {
  const span = reporter.span(first.startOffset, endOf(last));
  const fixes = [{ title: `write \`${instead}\``, edits: [{ span, text: instead }, ...more] }];
  reporter.report("TC0069", span, { found: first.image, instead }, { fixes });
  return true;
}

const isPattern = ({ image }: IToken): boolean => /^i?like$/i.test(image);

/** `like "adm%"`: where the pattern is a word with `%` at its ends there is one test that says the same. */
function reportPattern(token: IToken, pattern: IToken, reporter: Reporter): boolean {
  const [, open, inner, close] = /^"(%?)([^%_\\"]+)(%?)"$/.exec(pattern.image) ?? [];
  const span = spanOf(token, reporter.file);
  const found = token.image;
  if (pattern.tokenType !== t.Text || inner === undefined) {
    reporter.report("TC0069", span, { found, instead: "contains" });
    return true;
  }
  const end = /^i/i.test(found) ? " ignoring case" : "";
  const exact = end === "" ? "==" : null;
  const instead = open !== "" ? (close !== "" ? "contains" : "ends with") : close !== "" ? "starts with" : exact;
  if (instead === null) return false;
  const edits = [
    { span, text: instead },
    { span: spanOf(pattern, reporter.file), text: `"${inner}"${end}` },
  ];
  reporter.report("TC0069", span, { found, instead }, { fixes: [{ title: `write \`${instead}\``, edits }] });
  return true;
}

function reportBetween(ahead: Ahead, reporter: Reporter): true {
  const token = ahead(1);
  const [low, and, high] = [ahead(2), ahead(3), ahead(4)];
  const isRange = and.image.toLowerCase() === "and" && !Number.isNaN(high.startOffset);
  const edits = [
    { span: spanOf(token, reporter.file), text: "in" },
    { span: reporter.span(endOf(low), high.startOffset), text: ".." },
  ];
  const fixes = isRange ? [{ title: "write a range", edits }] : [];
  const span = spanOf(token, reporter.file);
  reporter.report("TC0069", span, { found: token.image, instead: "in 3..9" }, { fixes });
  return true;
}

/** `url|contains: "../"` */
function reportSigma(ahead: Ahead, reporter: Reporter): true {
  const [pipe, word, colon] = [ahead(1), ahead(2), ahead(3)];
  const ours = BETWEEN_VALUES.get(word.image.toLowerCase()) ?? word.image;
  const span = reporter.span(pipe.startOffset, endOf(colon));
  const fixes = [{ title: `write \`${ours}\``, edits: [{ span, text: ` ${ours}` }] }];
  reporter.report("TC0069", span, { found: `|${word.image}:`, instead: ours }, { fixes });
  return true;
}

/** What methods of other languages are here: a test between two values, a function around one, or the key of a map. */
type Method = { readonly test: string } | { readonly call: string } | { readonly key: true };

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["get", { key: true }],
  ["startswith", { test: "starts with" }],
  ["starts_with", { test: "starts with" }],
  ["endswith", { test: "ends with" }],
  ["ends_with", { test: "ends with" }],
  ["contains", { test: "contains" }],
  ["includes", { test: "contains" }],
  ["lower", { call: "lower" }],
  ["tolower", { call: "lower" }],
  ["tolowercase", { call: "lower" }],
  ["to_lower", { call: "lower" }],
  ["trim", { call: "trim" }],
  ["strip", { call: "trim" }],
  ["length", { call: "length" }],
  ["size", { call: "length" }],
]);

export interface MethodCall {
  readonly start: number;
  readonly dot: IToken;
  readonly word: IToken;
  readonly open: IToken;
  readonly close: IToken;
  readonly args: number;
}

/** `user.name.startswith("adm")`: values have no methods. */
export function reportMethod({ start, dot, word, open, close, args }: MethodCall, reporter: Reporter): void {
  const method = METHODS.get(word.image.toLowerCase());
  const closing = spanOf(close, reporter.file);
  const head = reporter.span(dot.startOffset, endOf(open));
  const span = spanOf(word, reporter.file);
  const found = word.image;
  if (method !== undefined && "test" in method && args === 1) {
    const edits = [
      { span: head, text: ` ${method.test} ` },
      { span: closing, text: "" },
    ];
    const instead = `${method.test} …`;
    reporter.report("TC0066", span, { found, instead }, { fixes: [{ title: `write \`${method.test}\``, edits }] });
  } else if (method !== undefined && "call" in method && args === 0) {
    const edits = [
      { span: reporter.span(start, start), text: `${method.call}(` },
      { span: reporter.span(dot.startOffset, endOf(close)), text: ")" },
    ];
    const instead = `${method.call}(…)`;
    reporter.report("TC0066", span, { found, instead }, { fixes: [{ title: `write \`${instead}\``, edits }] });
  } else if (method !== undefined && "key" in method && args === 1) {
    const edits = [
      { span: head, text: "[" },
      { span: closing, text: "]" },
    ];
    reporter.report("TC0066", span, { found, instead: "[…]" }, { fixes: [{ title: "look up the key", edits }] });
  } else reporter.report("TC0066", span, { found, instead: null });
}
