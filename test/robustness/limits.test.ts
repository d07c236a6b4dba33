import { expect, it } from "vitest";
import { compileSql, describedRelations, emitTypeScript, loadEvaluator, lower } from "../../compiler/index.ts";
import { checkPack, type PackFile } from "../../dsl/checks/check-pack.ts";
import { packCosts } from "../../dsl/cost/index.ts";
import { format } from "../../dsl/format/index.ts";
import { createLanguageService } from "../../dsl/language-service/index.ts";
import { expectSound } from "./expect-sound.ts";

const DEEP = 10_000;
const PATH = "X01_long.tocsin";
/** A megabyte takes seconds, more on a busy machine; no test waits for less than an end. */
const PATIENCE = { timeout: 300_000 };

const rule = (when: string): string => `rule X01 "Long" {\n  because "long"\n  when ${when}\n}\n`;
const times = (count: number, text: (i: number) => string, separator = "\n"): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(separator);

/** All that reads a text without running it; gives the errors. */
function read(text: string): readonly string[] {
  const files = [{ path: PATH, text }];
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  expectSound(diagnostics.slice(0, 20), new Map([[PATH, text]]));
  const service = createLanguageService({ files, listFiles: new Map() });
  const middle = text.length >> 1;
  service.hover(PATH, middle);
  service.completions(PATH, middle);
  service.definition(PATH, middle);
  expect(service.diagnostics(PATH).length).toBe(diagnostics.filter(({ span }) => span.file === PATH).length);
  const { text: formatted, diagnostics: broken } = format({ path: PATH, text });
  const isBroken = broken.some(({ severity }) => severity === "error");
  expect(isBroken && formatted !== text).toBe(false);
  if (pack !== null) compile(files);
  return [...new Set(diagnostics.flatMap(({ severity, code }) => (severity === "error" ? [code] : [])))];
}

/** Everything that compiles a pack. */
function compile(files: readonly PackFile[]) {
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const plan = lower(pack);
  expect(loadEvaluator(plan).rules.length).toBe(plan.rules.length);
  expect(emitTypeScript(plan)).toContain("export function evaluate");
  expect(compileSql(plan, { asOf: 0, relations: describedRelations([]) }).rules.length).toBe(plan.rules.length);
  expect(packCosts(pack).size).toBe(plan.rules.length);
  return plan;
}

it.each([
  ["brackets", rule(`${"(".repeat(DEEP)}user.anonymous${")".repeat(DEEP)}`), "TC0007"],
  ["brackets that never close", rule("(".repeat(DEEP)), "TC0007"],
  ["brackets that never opened", rule(")".repeat(DEEP)), "TC0023"],
  ["negations", rule(`${"not ".repeat(DEEP)}user.anonymous`), "TC0007"],
  ["minus signs", rule(`user.event_count == ${"-".repeat(DEEP)}1`), "TC0007"],
  ["blocks", rule(`${"any {\n".repeat(DEEP)}user.anonymous\n${"}\n".repeat(DEEP)}`), "TC0007"],
  ["quantifiers", rule(`${"any event {\n".repeat(DEEP)}.ip.tor\n${"}\n".repeat(DEEP)}`), "TC0007"],
  ["calls", rule(`${"abs(".repeat(DEEP)}1${")".repeat(DEEP)} == 1`), "TC0007"],
  ["aggregates", rule(`${"count(events where ".repeat(DEEP)}true${" > 1)".repeat(DEEP)} > 1`), "TC0007"],
  ["fields of fields", rule(`user${".email".repeat(DEEP)} is missing`), "TC0007"],
  ["lists in lists", `list deep : list<int> = ${"[".repeat(DEEP)}${"]".repeat(DEEP)}\n`, "TC0007"],
  ["types in types", `list deep : ${"list<".repeat(DEEP)}int${">".repeat(DEEP)} = [1]\n`, "TC0007"],
  ["objects of a test", `test "t" {\n  given { events: ${"[{ ip: ".repeat(DEEP)}1\n}\n}\n`, "TC0007"],
])("refuses %s 10,000 deep", PATIENCE, (_what, text, code) => expect(read(text)).toContain(code));

it.each([
  ["sums", rule(`user.event_count == 1${" + 1".repeat(DEEP)}`), "TC0007"],
  ["defaults", rule(`user.event_count == 1${" ?? 1".repeat(DEEP)}`), "TC0007"],
  ["conjunctions", rule(`user.anonymous${" and user.anonymous".repeat(DEEP)}`), "TC0007"],
  ["lines", rule(`{\n${"user.anonymous\n".repeat(DEEP)}}`), "TC0401"],
  ["entries in the list of a rule", rule(`user.event_count in [${times(DEEP, String, ", ")}]`), "TC0401"],
  ["constants of each other", times(DEEP, (i) => `const C${i}_NEXT = C${i + 1}_NEXT`), "TC0406"],
  [
    "defines of each other",
    times(1_000, (i) => `define d${i}(n: int) { ${i === 0 ? "n > 1" : `d${i - 1}(n)`} }`),
    "TC0406",
  ],
  [
    "defines that double",
    times(60, (i) => `define d${i}(n: int) { ${i === 0 ? "n > 1" : `d${i - 1}(n) or d${i - 1}(n)`} }`),
    "TC0401",
  ],
  [
    "arguments that double",
    times(60, (i) => `define d${i}(n: int) { ${i === 0 ? "n > 1" : `d${i - 1}(n + n)`} }`),
    "TC0401",
  ],
  ["a word", rule("a".repeat(1_000_000)), "TC0101"],
  ["a string", rule(`user.name == "${"a".repeat(1_000_000)}"`), "TC0408"],
  ["a number", rule(`user.event_count == ${"9".repeat(1_000_000)}`), "TC0008"],
  ["what is no token", "@".repeat(1_000_000), "TC0001"],
  ["lines of what is no token", "@\n".repeat(500_000), "TC0001"],
  ["declarations that cannot be read", "const x = @\n".repeat(80_000), "TC0001"],
  ["comments of another language", "//\n".repeat(300_000), "TC0027"],
  ["openings of comments that never close", "/*a".repeat(330_000), "TC0027"],
  ["patterns whose classes never close", rule("user.name matches /[".repeat(50_000)), "TC0007"],
  ["lines that begin nothing", rule(`{\n${": 1\n".repeat(250_000)}}`), "TC0020"],
  ["names that nobody declared", times(20_000, (i) => `const ABC_${i} = ABD_${i}`), "TC0101"],
  ["a word that is nearly another", `const ${"A".repeat(400_000)} = 1\nconst ABC = ${"A".repeat(400_001)}\n`, "TC0101"],
  ["text that is too long", "# a\n".repeat(300_000), "TC0006"],
])("refuses %s without end", PATIENCE, (_what, text, code) => expect(read(text)).toContain(code));

it.each([
  ["nested as deep as allowed", rule(`${"any {\n".repeat(90)}user.anonymous\n${"}\n".repeat(90)}`)],
  ["with as many operators as allowed", rule(`user.event_count == ${"user.ip_count + ".repeat(240)}1`)],
  ["negated as often as allowed", rule(`${"not ".repeat(480)}user.anonymous`)],
  ["of as many lines as allowed", rule(`{\n${"user.anonymous\n".repeat(600)}}`)],
  [
    "with a list of 100,000 entries",
    `list big : list<int> = [${times(100_000, String, ", ")}]\n${rule("user.event_count in big")}`,
  ],
  [
    "with a map of 20,000 keys",
    `map big : map<string, int> = {${times(20_000, (i) => `"k${i}": ${i}`, ", ")}}\n${rule("big[user.name] == 1")}`,
  ],
  ["that is all comments", "# a\n".repeat(250_000)],
  ["that is all empty lines", "\n".repeat(1_000_000)],
])("takes a file %s", PATIENCE, (_what, text) => expect(read(text)).toEqual([]));

it("takes attributes that read each other 3,000 long, in either order", PATIENCE, () => {
  const forwards = times(3_000, (i) => `attribute a${i} : int? = ${i === 0 ? "user.ip_count" : `a${i - 1} + 1`}`);
  const backwards = times(3_000, (i) => `attribute a${i} : int? = ${i === 2_999 ? "user.ip_count" : `a${i + 1}`}`);
  expect(read(forwards)).toEqual([]);
  expect(read(backwards)).toEqual([]);
});

it("takes attributes that double 200 times, whose ranges are computed once each", PATIENCE, () =>
  expect(
    read(times(200, (i) => `attribute a${i} : int? = ${i === 0 ? "user.ip_count" : `a${i - 1} + a${i - 1}`}`)),
  ).toEqual([]),
);

it("takes a pack of 10,000 rules", PATIENCE, () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const files = Array.from({ length: 10_000 }, (_, i) => {
    const name = `${letters[Math.floor(i / 900)] ?? "A"}${100 + (i % 900)}`;
    return {
      path: `${name}_many.tocsin`,
      text: `rule ${name} "Many" {\n  because "many"\n  when user.event_count > ${i}\n}\n`,
    };
  });
  expect(compile(files).rules.length).toBe(10_000);
});
