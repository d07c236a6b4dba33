import { createToken, Lexer, type IToken, type TokenType } from "chevrotain";

/** Any word, reserved or not: what may stand after `.` and as a key. */
export const Word = createToken({ name: "Word", pattern: Lexer.NA });
/** A word that may be a name: everything but the reserved ones. */
export const Name = createToken({ name: "Name", pattern: Lexer.NA, categories: Word });
export const Identifier = createToken({ name: "Identifier", pattern: /[A-Za-z_][A-Za-z0-9_]*/, categories: Name });

/** Operators between two operands that need no further words. */
export const Infix = createToken({ name: "Infix", pattern: Lexer.NA });
/** Words that begin a group or a condition over rows. */
export const Rows = createToken({ name: "Rows", pattern: Lexer.NA });
/** Words that begin an aggregate. */
export const Aggregate = createToken({ name: "Aggregate", pattern: Lexer.NA });

// Words are lexed as identifiers and renamed by the table, which is faster than sixty patterns.
const reserved = (word: string, ...categories: readonly TokenType[]) =>
  createToken({ name: word, pattern: Lexer.NA, label: `\`${word}\``, categories: [Word, ...categories] });
const soft = (word: string) => createToken({ name: word, pattern: Lexer.NA, label: `\`${word}\``, categories: Name });

export const RESERVED = {
  and: reserved("and", Infix),
  or: reserved("or", Infix),
  not: reserved("not"),
  in: reserved("in"),
  is: reserved("is"),
  where: reserved("where"),
  of: reserved("of"),
  per: reserved("per"),
  div: reserved("div", Infix),
  mod: reserved("mod", Infix),
  contains: reserved("contains"),
  starts: reserved("starts"),
  ends: reserved("ends"),
  matches: reserved("matches"),
  overlaps: reserved("overlaps", Infix),
  count: reserved("count", Aggregate),
  sum: reserved("sum", Aggregate),
  min: reserved("min", Aggregate),
  max: reserved("max", Aggregate),
  oldest: reserved("oldest", Aggregate),
  newest: reserved("newest", Aggregate),
  distinct: reserved("distinct", Aggregate),
  share: reserved("share", Aggregate),
  peak: reserved("peak", Aggregate),
  any: reserved("any", Rows),
  all: reserved("all", Rows),
  none: reserved("none", Rows),
  no: reserved("no", Rows),
  every: reserved("every", Rows),
  true: reserved("true"),
  false: reserved("false"),
} as const;

export const SOFT = {
  const: soft("const"),
  list: soft("list"),
  map: soft("map"),
  attribute: soft("attribute"),
  define: soft("define"),
  rule: soft("rule"),
  preset: soft("preset"),
  test: soft("test"),
  fixture: soft("fixture"),
  extend: soft("extend"),
  override: soft("override"),
  file: soft("file"),
  runtime: soft("runtime"),
  when: soft("when"),
  except: soft("except"),
  until: soft("until"),
  as: soft("as"),
  last: soft("last"),
  within: soft("within"),
  rows: soft("rows"),
  by: soft("by"),
  with: soft("with"),
  new: soft("new"),
  missing: soft("missing"),
  present: soft("present"),
  ignoring: soft("ignoring"),
  case: soft("case"),
  sequence: soft("sequence"),
  spanning: soft("spanning"),
  step: soft("step"),
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language, not a promise
  then: soft("then"),
  times: soft("times"),
  given: soft("given"),
  like: soft("like"),
  ago: soft("ago"),
  expect: soft("expect"),
  match: soft("match"),
  unknown: soft("unknown"),
  for: soft("for"),
  description: soft("description"),
  review: soft("review"),
  blacklist: soft("blacklist"),
  at: soft("at"),
  below: soft("below"),
  off: soft("off"),
  weight: soft("weight"),
} as const;

export const KEYWORDS: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ...Object.entries(RESERVED),
  ...Object.entries(SOFT),
]);

const sign = (name: string, pattern: string, ...categories: readonly TokenType[]) =>
  createToken({ name, pattern, label: `\`${pattern}\``, categories: [...categories] });

export const LCurly = sign("LCurly", "{");
export const RCurly = sign("RCurly", "}");
export const LParen = sign("LParen", "(");
export const RParen = sign("RParen", ")");
export const LSquare = sign("LSquare", "[");
export const RSquare = sign("RSquare", "]");
export const Comma = sign("Comma", ",");
export const Colon = sign("Colon", ":");
export const Pipe = sign("Pipe", "|");
export const Range = sign("Range", "..", Infix);
export const Dot = sign("Dot", ".");
export const Coalesce = sign("Coalesce", "??", Infix);
export const Question = sign("Question", "?");
export const Equal = sign("Equal", "==", Infix);
export const NotEqual = sign("NotEqual", "!=", Infix);
export const LessEqual = sign("LessEqual", "<=", Infix);
export const GreaterEqual = sign("GreaterEqual", ">=", Infix);
export const Less = sign("Less", "<", Infix);
export const Greater = sign("Greater", ">", Infix);
export const Assign = sign("Assign", "=", Infix);
export const Plus = sign("Plus", "+", Infix);
export const Minus = sign("Minus", "-", Infix);
export const Star = sign("Star", "*", Infix);
/** Operators of other languages; the lexer reports them and goes on with ours. */
export const Foreign = createToken({ name: "Foreign", pattern: /&&|\|\||===|=~|!==|<>|!(?!=)|\/|%|[≥≤≠]/ });

export const Text = createToken({ name: "Text", pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/, label: "a string" });
export const OpenText = createToken({ name: "OpenText", pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*\\?/, label: "a string" });
export const SingleQuoted = createToken({ name: "SingleQuoted", pattern: /'[^'\r\n]*'/, label: "a string" });
/** Quotes that word processors and other languages write. */
export const ForeignQuoted = createToken({
  name: "ForeignQuoted",
  pattern: /[“”„«‘’][^\r\n"“”„«»‘’]*[“”»‘’]|`[^`\r\n]*`/,
  label: "a string",
});
export const Time = createToken({
  name: "Time",
  // two dots are those of a range
  pattern: /\d{4}-\d{1,2}-\d{1,2}(?:[Tt](?:[0-9A-Za-z:+-]|\.(?!\.))*)?/,
  label: "a time",
});
export const Address = createToken({ name: "Address", pattern: /\d+(?:\.\d+){2,}(?:\/\d+)?/, label: "an address" });
export const Percentage = createToken({ name: "Percentage", pattern: /\d+%/, label: "a percentage" });
/** A number and letters: a duration, or a mistake. */
export const Duration = createToken({ name: "Duration", pattern: /\d+[A-Za-z_][A-Za-z0-9_]*/, label: "a duration" });
export const Decimal = createToken({ name: "Decimal", pattern: /\d+\.\d+/, label: "a number" });
export const Int = createToken({ name: "Int", pattern: /\d+/, label: "a number" });

// Bounded, so that a long run of colons is not read again from each of them.
const ADDRESS6 =
  /(?:((?:[0-9A-Fa-f]{0,6}:){2,9})(\d+\.\d+\.\d+[\d.]*)|([0-9A-Fa-f]{0,6}(?::[0-9A-Fa-f]{0,6}){2,9}))(?:%[A-Za-z0-9]+)?(?:\/\d+)?/y;

/** Tells an IPv6 address from `key: value`: it has `::` or exactly seven colons, or six before a dotted tail. */
function matchAddress6(text: string, offset: number): RegExpExecArray | null {
  ADDRESS6.lastIndex = offset;
  const match = ADDRESS6.exec(text);
  if (match === null) return null;
  const [, head, tail, whole] = match;
  const groups = head ?? whole ?? "";
  const colons = groups.split(":").length - 1;
  return groups.includes("::") || colons === 7 || (colons === 6 && tail !== undefined) ? match : null;
}

export const Address6 = createToken({
  name: "Address6",
  pattern: { exec: matchAddress6 },
  start_chars_hint: [..."0123456789abcdefABCDEF:"],
  line_breaks: false,
  label: "an address",
});

/**
 * Inside of `[…]` a slash does not end the pattern; letters behind it are the flags of other languages. A class is no longer
 * than patterns are, so that a line of brackets that never close is not read to its end from each of them.
 */
const REGEX = /\/(?:[^/\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n]){0,400}\])*\/[A-Za-z]*/y;
/** With a `[` that is never closed. */
const BRACKETED_REGEX = /\/(?:[^/\\\r\n]|\\[^\r\n])*\/[A-Za-z]*/y;
const OPEN_REGEX = /\/(?:[^/\\\r\n]|\\[^\r\n])*\\?/y;

/** Line breaks between `matches` and its pattern; with no end, many slashes would each look through all lines before them. */
const MOST_BREAKS = 20;

/** `matches`, and what other languages write in its place: the pattern is part of the same mistake. */
const BEFORE_PATTERN: ReadonlySet<string> = new Set(["matches", "=~", "regexp", "regex", "rlike", "==", "="]);

/** `/…/` is a pattern only behind `matches`. */
function matchBehind(expressions: readonly RegExp[]) {
  return (text: string, offset: number, before: readonly IToken[]): RegExpExecArray | null => {
    const last = before.slice(-MOST_BREAKS).findLast(({ tokenType }) => tokenType !== Newline);
    if (last === undefined || !BEFORE_PATTERN.has(last.image)) return null;
    for (const expression of expressions) {
      expression.lastIndex = offset;
      const match = expression.exec(text);
      if (match !== null) return match;
    }
    return null;
  };
}

export const Regex = createToken({
  name: "Regex",
  pattern: { exec: matchBehind([REGEX, BRACKETED_REGEX]) },
  start_chars_hint: ["/"],
  line_breaks: false,
  label: "a pattern",
});
export const OpenRegex = createToken({
  name: "OpenRegex",
  pattern: { exec: matchBehind([OPEN_REGEX]) },
  start_chars_hint: ["/"],
  line_breaks: false,
  label: "a pattern",
});

/** Comments of other languages, reported and then read as comments. */
export const SlashComment = createToken({ name: "SlashComment", pattern: /\/\/[^\r\n]*/, group: "comments" });
export const DashComment = createToken({ name: "DashComment", pattern: /--(?=[ \t])[^\r\n]*/, group: "comments" });
/** Bounded, so that a line of openings without an end is not read again from each of them. */
export const BlockComment = createToken({
  name: "BlockComment",
  pattern: /\/\*[^\r\n]{0,1000}?\*\//,
  group: "comments",
});
export const HashComment = createToken({ name: "HashComment", pattern: /#[^\r\n]*/, group: "comments" });
export const Newline = createToken({
  name: "Newline",
  pattern: /\r\n|\n|\r/,
  line_breaks: true,
  label: "the end of the line",
});
export const Blank = createToken({ name: "Blank", pattern: /[ \t]+/, group: Lexer.SKIPPED });

/** Characters that begin no token: the rest of the table is never asked about a run of them. */
const STRAY = /[^\w"'“”„«‘’`#/(){}[\],:|.?&!<>=%≥≤≠+* \t\r\n-]+|[^]/y;

/** Where the lexer looks for a token by its first character, it knows those past 255 in groups of 255. */
const ANY_START = [
  ...Array.from({ length: 256 }, (_, i) => i),
  ...Array.from({ length: 257 }, (_, i) => 255 * i + 256),
].map((code) => Math.min(code, 65_535));

/** What is no token at all, reported by the lexer and not seen by the parser. */
export const Stray = createToken({
  name: "Stray",
  pattern: {
    exec: (text, offset) => {
      STRAY.lastIndex = offset;
      return STRAY.exec(text);
    },
  },
  start_chars_hint: ANY_START,
  line_breaks: false,
  group: "stray",
});

// The lexer takes the first that matches: longer forms stand before their beginnings.
const LEXED: readonly TokenType[] = [
  Blank,
  Newline,
  Address6,
  Identifier,
  HashComment,
  Time,
  Address,
  Percentage,
  Duration,
  Decimal,
  Int,
  Text,
  OpenText,
  SingleQuoted,
  ForeignQuoted,
  Regex,
  OpenRegex,
  SlashComment,
  BlockComment,
  DashComment,
  LCurly,
  RCurly,
  LParen,
  RParen,
  LSquare,
  RSquare,
  Comma,
  Colon,
  Range,
  Dot,
  Coalesce,
  Question,
  Foreign,
  Equal,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Less,
  Greater,
  Assign,
  Plus,
  Minus,
  Star,
  Pipe,
  Stray,
];

/** Every token type the grammar may name. */
export const VOCABULARY: TokenType[] = [Word, Name, Infix, Rows, Aggregate, ...LEXED, ...KEYWORDS.values()];
export const LEXER_DEFINITION: TokenType[] = [...LEXED];

const WORDS: ReadonlySet<TokenType> = new Set<TokenType>([Identifier, ...KEYWORDS.values()]);
const RESERVED_WORDS: ReadonlySet<TokenType> = new Set<TokenType>(Object.values(RESERVED));

export const isWord = (token: IToken): boolean => WORDS.has(token.tokenType);
const INFIX_WORDS: ReadonlySet<TokenType> = new Set<TokenType>(
  [...LEXED, ...Object.values(RESERVED)].filter((type) => type.CATEGORIES?.includes(Infix) === true),
);

/** An operator between two operands. */
export const isInfix = (token: IToken): boolean => INFIX_WORDS.has(token.tokenType);
export const isReserved = (token: IToken): boolean => RESERVED_WORDS.has(token.tokenType);
