import { didYouMean, error, warning } from "./entry.ts";

/** TC00xx: what the lexer, the layout and the parser find. */
export const SYNTAX = {
  // Text and tokens
  TC0001: error((p: { text: string; hint: string | null }) =>
    p.hint === null ? `\`${p.text}\` has no meaning here` : `\`${p.text}\` has no meaning here; ${p.hint}`,
  ),
  TC0002: error(() => 'a string ends on the line where it begins: the closing `"` is missing'),
  TC0003: error(
    (p: { escape: string }) =>
      `\`${p.escape}\` is no escape; known are \`\\"\`, \`\\\\\`, \`\\n\`, \`\\r\`, \`\\t\` and \`\\u{1F600}\``,
  ),
  TC0004: error((p: { what: string }) => `${p.what} cannot stand in a string: no stored text contains one`),
  TC0005: error(() => "the file begins with a byte order mark; save it as UTF-8 without one"),
  TC0006: error(
    (p: { bytes: number; limit: number }) => `the file has ${p.bytes} bytes; a file has at most ${p.limit} bytes`,
  ),
  TC0007: error((p: { what: "brackets" | "operators"; limit: number }) =>
    p.what === "brackets"
      ? `brackets are nested too deeply; at most ${p.limit} may be open at once`
      : `too many operators in one condition; at most ${p.limit} are allowed, use lines of a block or a list`,
  ),
  TC0008: error((p: { text: string; hint: string }) => `\`${p.text}\` is no number; ${p.hint}`),
  TC0009: error(
    (p: { text: string }) =>
      `\`${p.text}\` is no duration; a duration is a whole number and \`ms\`, \`s\`, \`m\`, \`h\` or \`d\``,
  ),
  TC0010: error((p: { text: string; reason: string }) => `\`${p.text}\` is no time; ${p.reason}`),
  TC0011: error((p: { text: string; reason: string }) => `\`${p.text}\` is no IP address; ${p.reason}`),
  TC0012: error((p: { text: string; reason: string }) => `\`${p.text}\` is no network; ${p.reason}`),
  TC0013: error((p: { name: string }) => `the invisible character ${p.name} can make text read as what it is not`),

  // Structure
  TC0020: error((p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`),
  TC0021: error(
    (p: { found: string; suggestion: string | null }) =>
      `expected a declaration, found ${p.found}${
        p.suggestion === null
          ? "; a file holds `const`, `list`, `map`, `attribute`, `define`, `rule`, `preset`, `test`, `fixture`, `extend list` and `override const`"
          : didYouMean(p.suggestion)
      }`,
  ),
  TC0022: error((p: { open: string }) => `\`${p.open}\` is never closed`),
  TC0023: error((p: { close: string }) => `\`${p.close}\` closes nothing`),
  TC0024: error(
    (p: { operator: string }) =>
      `a line cannot begin with \`${p.operator}\`: a new line is a new condition; end the line before with it`,
  ),
  TC0025: error(
    (p: { operator: string }) =>
      `comparisons do not chain: \`${p.operator}\` follows another comparison; join two with \`and\``,
  ),
  TC0026: error(() => "`=` defines; `==` compares"),
  TC0027: error((p: { found: string; instead: string }) => `\`${p.found}\` is written \`${p.instead}\``),
  TC0028: error(
    (p: { what: string }) =>
      `\`${p.what}\` stands alone on its line, not inside an expression; group lines with \`any { }\`, \`all { }\` or \`none { }\``,
  ),
  TC0029: error((p: { found: string; instead: string }) => `\`${p.found}\` is written \`${p.instead}\``),
  TC0031: error((p: { what: string; where: string }) => `${p.where} has a second ${p.what}`),
  TC0032: error((p: { what: string; missing: string }) => `${p.what} has no ${p.missing}`),
  TC0033: error(() => "a condition ends at the end of its line; a second one begins here"),
  TC0034: error((p: { word: string }) => `\`${p.word}\` is a word of the language and cannot be a name`),
  TC0035: error(
    (p: { cells: number; columns: number }) => `this row has ${p.cells} cells, the table has ${p.columns} columns`,
  ),
  TC0036: error(() => "the last column of a table is `expect`"),
  TC0037: error((p: { found: string }) => `expected \`match\`, \`no match\` or \`unknown\`, found ${p.found}`),
  TC0038: error(() => "`not` belongs before a whole condition, as in `not x == y`, not before a value inside one"),
  TC0039: error(
    (p: { clause: string }) => `\`${p.clause}\` comes before \`where\`: rows are taken first and filtered then`,
  ),

  // Patterns behind `matches`
  TC0040: error((p: { found: string }) => `a pattern stands between slashes, as in \`/^a+$/\`; found ${p.found}`),
  TC0041: error(() => "a pattern ends on the line where it begins: the closing `/` is missing"),
  TC0042: error((p: { what: string }) => p.what),
  TC0043: error((p: { what: string }) => p.what),
  TC0044: error(
    (p: { escape: string }) =>
      `\`${p.escape}\` is no escape of a pattern; known are \`\\d\`, \`\\w\`, \`\\s\`, their capitals, \`\\n\`, \`\\r\`, \`\\t\`, \`\\f\`, \`\\v\`, \`\\u{1F600}\` and \`\\\` before a sign`,
  ),
  TC0045: error((p: { what: string }) => p.what),
  TC0046: error((p: { what: string }) => p.what),
  TC0047: error((p: { what: string }) => p.what),
  TC0048: error((p: { what: string }) => `${p.what} cannot stand in a pattern: no stored text contains one`),
  TC0049: warning((p: { range: string; members: string }) => `the range \`${p.range}\` also holds \`${p.members}\``),
  TC0050: error((p: { text: string }) => `\`${p.text}\` is more than all rows; a share goes from 0% to 100%`),
  TC0051: error((p: { instead: "step" | "then" }) =>
    p.instead === "step"
      ? "a sequence begins with `step`; what follows it is `then`"
      : "only the first row of a sequence is a `step`; what follows it is `then`",
  ),
  TC0052: error(() => "`until` comes last in a sequence: it is about all the rows between the first and the last step"),

  // Packs and exceptions
  TC0060: error((p: { day: string }) => `an exception ends with a whole day, counted in UTC; write \`${p.day}\``),
  TC0061: error(
    (p: { found: string; instead: string }) =>
      `\`${p.found}\` has no meaning here; words of the language have small letters: \`${p.instead}\``,
  ),
  TC0062: error((p: { found: string; suggestion: string | null }) =>
    p.suggestion === null
      ? `a rule has no block \`${p.found}\`; its conditions stand in \`when { … }\``
      : `a rule has no \`${p.found}\`${didYouMean(p.suggestion)}`,
  ),
  TC0063: error((p: { key: string }) => `no \`:\` stands behind \`${p.key}\`: the value follows directly`),
  TC0064: error((p: { key: string }) => `\`${p.key}\` has several values; a list stands in brackets: \`[a, b]\``),
  TC0065: error((p: { instead: string }) => `a name has no \`-\`; write \`${p.instead}\``),
  TC0066: error((p: { found: string; instead: string | null }) =>
    p.instead === null
      ? `values have no methods such as \`${p.found}\`; functions stand around a value, as in \`lower(x)\``
      : `values have no methods such as \`${p.found}\`; write \`${p.instead}\``,
  ),
  TC0067: error(
    (p: { name: string }) =>
      `nothing is named inside a rule; declare \`attribute ${p.name} : …\` or \`const\` outside of it`,
  ),
  TC0068: error(
    (p: { found: string }) => `\`${p.found}\` begins a condition; conditions of a rule stand in \`when { … }\``,
  ),
  TC0069: error((p: { found: string; instead: string }) => `\`${p.found}\` is no operator; write \`${p.instead}\``),
} as const;
