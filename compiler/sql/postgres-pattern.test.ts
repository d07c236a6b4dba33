import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { automatonOf } from "../../dsl/regex/automaton.ts";
import { createMatcher } from "../../dsl/regex/create-matcher.ts";
import { matcherOf } from "../../dsl/regex/matcher.ts";
import { neededCharacters } from "../../dsl/regex/needed-characters.ts";
import { readPattern } from "../../dsl/regex/read-pattern.ts";
import { matchByBacktracking } from "../../dsl/testing/match-by-backtracking.ts";
import { createDraw } from "../verify/arbitraries/draw.ts";
import { patternText, subjectText } from "../verify/arbitraries/pattern-text.ts";
import { postgresPattern } from "./postgres-pattern.ts";

const database = emptyDatabase();

const inPostgres = (text: string, ignoringCase = false): string => {
  const { pattern } = readPattern(text, { ignoringCase });
  if (pattern === null) throw new Error(`/${text}/ is no pattern`);
  return postgresPattern(pattern);
};

it.each([
  ["^\\/admin(\\/|$)", "^\\/admin(?:\\/|$)"],
  ["a(b|c)*d?", "a(?:b|c)*d?"],
  ["(?:ab){2,}x{3}y{0,255}", "(?:ab){2,}x{3}y{0,255}"],
  ["\\d\\w\\s", "[0-9][0-9A-Z_a-z][\\u0009-\\u000d ]"],
  [".[\\s\\S]", "[^\\u000a]."],
  ["[^\\]\\-^]", "[^\\-\\]\\^]"],
  ["\\*\\*\\*:(a)", "\\*\\*\\*\\:a"],
  ["\\u{e000}|[\\u{e000}-\\u{10ffff}]", "\ue000|[^\\u0001-\\udfff]"],
])("writes /%s/ as %s", (text, expected) => {
  expect(inPostgres(text)).toBe(expected);
});

it("writes both cases where case is ignored", () => {
  expect(inPostgres("ab1[x-z]", true)).toBe("[Aa][Bb]1[X-Zx-z]");
});

interface Case {
  readonly text: string;
  readonly ignoringCase: boolean;
  readonly subject: string;
}

const SUBJECTS = 8;

/** Generated texts that are no patterns give no cases. */
const cases: fc.Arbitrary<readonly Case[]> = fc
  .noBias(fc.array(fc.nat({ max: 0xffff }), { minLength: 120, maxLength: 240 }))
  .map((numbers) => {
    const draw = createDraw(numbers);
    const text = patternText(draw);
    const ignoringCase = draw.chance(30);
    const { pattern } = readPattern(text, { ignoringCase });
    if (pattern === null) return [];
    return Array.from({ length: SUBJECTS }, () => ({ text, ignoringCase, subject: subjectText(pattern, draw) }));
  });

it("finds in PostgreSQL, by the automaton and by trying everything the same", { timeout: 120_000 }, async () => {
  const answers = { found: 0, not: 0, tried: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(cases, { minLength: 40, maxLength: 40 }), async (many) => {
      const all = many.flat();
      const inSql = await findInPostgres(all);
      for (const [i, one] of all.entries()) {
        const { pattern } = readPattern(one.text, one);
        const automaton = pattern && automatonOf(pattern);
        if (pattern === null || automaton === null) continue;
        const found = matcherOf(automaton, neededCharacters(pattern))(one.subject);
        answers[found ? "found" : "not"]++;
        expect({ ...one, found: inSql[i] }).toEqual({ ...one, found });
        const tried = matchByBacktracking(pattern, one.subject);
        if (tried === null) continue;
        answers.tried++;
        expect({ ...one, found: tried }).toEqual({ ...one, found });
      }
    }),
    { numRuns: 40 },
  );
  // equal answers say something only where they differ
  expect(Math.min(answers.found, answers.not)).toBeGreaterThan(1_500);
  expect(answers.tried).toBeGreaterThan(5_000);
});

it.each([
  "^(?:a+)+$",
  "(a|aa)*b",
  "((a?){10}){10}b",
  "(a?b?c?d?){0,25}e",
  `(${"a|".repeat(90)}a){1,10}b`,
  "([a-z]{1,15}){0,66}x",
  "a{0,255}b{0,255}c{0,255}d",
  "(.{0,200}x){4}y",
  "x{255}",
  "(((a*)*)*)*b",
  ".{0,255}x.{0,255}y",
])("PostgreSQL takes /%s/, which is at the limits", async (text) => {
  const subjects = ["a".repeat(300), `${"a".repeat(300)}b`, "x".repeat(260), "abcde", "xy"];
  const inSql = await findInPostgres(subjects.map((subject) => ({ text, ignoringCase: false, subject })));
  expect(inSql).toEqual(subjects.map((subject) => createMatcher(text)(subject)));
});

async function findInPostgres(cases: readonly Case[]): Promise<readonly boolean[]> {
  const { rows } = await database.pool.query<{ found: boolean }>(
    'SELECT (subject COLLATE "C" ~ pattern) AS found FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (subject, pattern, i) ORDER BY i',
    [cases.map(({ subject }) => subject), cases.map(({ text, ignoringCase }) => inPostgres(text, ignoringCase))],
  );
  return rows.map(({ found }) => found);
}
