import { expect, it } from "vitest";
import { createMatcher } from "./create-matcher.ts";

const finds = (pattern: string, ...texts: readonly string[]) =>
  it(`finds /${pattern}/ in ${texts.map((text) => JSON.stringify(text)).join(", ")}`, () =>
    expect(texts.filter((text) => !createMatcher(pattern)(text))).toEqual([]));
const misses = (pattern: string, ...texts: readonly string[]) =>
  it(`does not find /${pattern}/ in ${texts.map((text) => JSON.stringify(text)).join(", ")}`, () =>
    expect(texts.filter(createMatcher(pattern))).toEqual([]));

finds("b+", "abc", "b", "aab");
misses("b+", "", "ac");
finds("^a+$", "a", "aaa");
misses("^a+$", "a\n", "\na", "ab", "");
finds("^$", "");
misses("^$", "\n");
finds("(^|\\/)login(\\/|$)", "login", "/login", "x/login/y");
misses("(^|\\/)login(\\/|$)", "login2", "relogin");
finds("(^a|b)*c$", "abc", "bc", "xc", "bac");
misses("^(^a|b)*c$", "bac", "xc");
finds("^(^|x)?^a", "a");
finds("^a|$", "abc", "", "b");
misses("^.$", "\n", "ab", "");
finds("^.$", "😀", "é", "\r", "\u2028");
finds("^[😀-😂]{2}$", "😀😂");
misses("^..$", "😀");
misses("^[^a]$", "😀😀");
finds("\\w\\W\\w", "aéb", "a b");
misses("\\d", "١", "a");
misses("\\s", "\u00a0", "\u2003");
finds("[^\\S]", " ", "\t", "\v");
finds("x{2,3}y", "xxy", "xxxxy");
misses("^x{2,3}y", "xy", "xxxxy");
finds("^(a|ab)(c|bcd)(d*)$", "abcd", "ac", "abcdd");
finds("\\u{1F600}\\/\\-", "😀/-");
finds("[\\]\\-^]", "]", "-", "^");
finds("[a-]", "-");
finds("[-a]", "-");

it("ignores the case of ASCII letters only", () => {
  const matches = createMatcher("^straße[A-C]?$", true);
  expect(["STRAßE", "strasse", "STRAẞE", "straßeb"].map(matches)).toEqual([true, false, false, true]);
  // The Kelvin sign, which Unicode folds to k.
  expect(createMatcher("k", true)("\u212a")).toBe(false);
  expect(createMatcher("[^k]", true)("K")).toBe(false);
});
