import fc from "fast-check";

// prettier-ignore
const WORDS = [
  "rule", "X01", "when", "except", "test", "preset", "const", "list", "map", "attribute", "define", "given", "expect", "match",
  "no", "any", "all", "none", "every", "event", "as", "e", "last", "within", "where", "of", "and", "or", "not", "in", "is", "missing",
  "present", "contains", "starts", "ends", "with", "ignoring", "case", "matches", "count", "distinct", "peak", "share", "sum", "rows",
  "sequence", "step", "then", "times", "spanning", "until", "file", "runtime", "extend", "override", "fixture", "like", "ago", "at", "below", "off", "weight", "true",
  "severity", "eip_tor", "DAYS", "FR", "IS", "int", "string",
];
// prettier-ignore
const SIGNS = [
  "{", "}", "(", ")", "[", "]", ",", ":", "|", "..", ".", "??", "?", "==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*",
  "&&", "||", "!", "%", "/", ";", "'", "\"", "\\", "#", "//", "\ufeff", "\u0000", "\u202e", "\ud800", "$", "😀",
];
const LITERALS = [
  "0",
  "7",
  "007",
  "1_000",
  "1.5",
  "80%",
  "3h",
  "5x",
  "2026-03-01",
  "2026-02-30",
  "2026-03-01T12:00:00Z",
  "10.0.0.1",
  "10.0.0.1/8",
  "10.0.0.0/8",
  "::1",
  "2001:db8::/32",
  "fe80::1%eth0",
  '"text"',
  '"a\\"b"',
  '"\\q"',
  '"\\u{1F600}"',
  '"\\u{0}"',
  "'x'",
  "/a+/",
];
const BREAKS = [" ", " ", " ", "\n", "\n", "\r\n", "\r", "\t", ""];

/** Text that looks like rules and is not: every token of the language, and what people mistype, in any order. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...SIGNS), fc.constantFrom(...LITERALS)),
      fc.constantFrom(...BREAKS),
    ),
    { maxLength: 80 },
  )
  .map((tokens) => tokens.map(([token, space]) => token + space).join(""));
