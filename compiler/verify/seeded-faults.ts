import { createMatcher } from "../../dsl/regex/create-matcher.ts";
import type { LoadSeams } from "../typescript/load-evaluator.ts";
import { distanceKm } from "../functions/distance-km.ts";
import { createEarlierValues, type EarlierValues } from "../typescript/earlier-values.ts";
import { createSequenceRuns } from "../typescript/sequence-runs.ts";
import { createTieTable, type TieKey, type TieTable } from "../typescript/tie-table.ts";

/** A mistake that a target could have, put into the TypeScript target by a test to see that the property finds it. */
export interface SeededFault extends LoadSeams {
  readonly name: string;
}

/** The same table, with why each fault matters: `docs/decisions/0004-seeded-faults.md`. */
export const SEEDED_FAULTS: readonly SeededFault[] = [
  { name: "`last` is taken after `where`", rewrite: lastAfterWhere },
  { name: "`within` includes its far end", rewrite: (code) => code.replace(/ > since/g, " >= since") },
  { name: "`within` excludes the judged moment", rewrite: (code) => code.replace(/ <= asOf/g, " < asOf") },
  { name: "an unknown condition is false", rewrite: (code) => code.replace(/ \? false : null;/g, " ? false : false;") },
  { name: "`any` forgets unknown rows", rewrite: (code) => code.replace(/^\s*else if .* = null;$/gm, "") },
  { name: "`any` of no rows is unknown", rewrite: (code) => code.replace(/let (a\d+) = false;/g, "let $1 = null;") },
  { name: "a missing tie key ties to some row", rewrite: tieMissing, support: { createTieTable: tableWithFirst } },
  { name: "a missing value counts as a distinct one", rewrite: countMissing },
  { name: "`newest` skips rows without the field", rewrite: newestPresent },
  {
    name: "`!=` to an outer row counts equal rows too",
    rewrite: (code) => code.replace(/ - (count_\w+_tied_\d+\()/g, " - 0 * $1"),
  },
  { name: "`except` excepts where it is not true", rewrite: exceptInverted },
  { name: "`except until` excludes its last day", rewrite: exceptionsEndEarly },
  { name: "`peak` looks at one row more", rewrite: (code) => widerPeaks(code, "i") },
  { name: "`peak` closes its span of time at both ends", rewrite: (code) => widerPeaks(code, "-row\\.\\w+") },
  { name: "`share` is taken of the kept rows", rewrite: shareOfKept },
  { name: "`is new` closes its span of time at both ends", rewrite: widerNews },
  { name: "`is new` forgets what the cap cut off", support: { createEarlierValues: earlierWithoutCap } },
  { name: "`previous` goes by time alone", rewrite: previousByTime },
  {
    name: "before the oldest of all visible events there was none",
    rewrite: (code) => code.replaceAll("i !== 999 && ", ""),
  },
  {
    name: "a sequence may last as long as its span",
    support: {
      createSequenceRuns: (times: readonly number[], span: number) => createSequenceRuns(times, span + 1),
    },
  },
  {
    name: "`until` ends nothing",
    support: { createSequenceRuns: runsThrough(({ ends: _, ...row }) => [{ ...row, ends: false }]) },
  },
  { name: "one row takes two steps", support: { createSequenceRuns: runsThrough((row) => [row, row]) } },
  {
    name: "`by` mixes the rows of all values",
    support: { createSequenceRuns: runsThrough((row) => [{ ...row, key: 0 }]) },
  },
  { name: "`length` counts UTF-16 units", support: { codePoints: (text: string) => text.length } },
  { name: "`lower` knows Unicode", support: { asciiLower: (text: string) => text.toLowerCase() } },
  { name: "`trim` removes every white space", support: { trimBlanks: (text: string) => text.trim() } },
  {
    name: "`single_encoded` decodes once",
    support: { singleEncoded: (text: string) => text.replaceAll("%25", "%") },
  },
  {
    name: "`distance_km` is rounded to tens",
    support: { distanceKm: (a: string, b: string) => Math.round(distanceKm(a, b) / 10) * 10 },
  },
  {
    name: "`div` rounds down",
    support: {
      div: (left: number, right: number) => (right === 0 ? null : Math.floor(left / right)),
      quotient: (left: number, right: number) => Math.floor(left / right),
    },
  },
  { name: "`.` matches a line feed", support: { createMatcher: misreading(".", "[\\s\\S]") } },
  { name: "`$` matches before a line feed at the end", support: { createMatcher: misreading("$", "\\n?$") } },
  { name: "`^` matches at every line", support: { createMatcher: misreading("^", "(^|\\n)") } },
  {
    name: "patterns see UTF-16 units",
    support: {
      createMatcher: (pattern: string, ignoringCase: boolean) => {
        const matches = createMatcher(inUnits(pattern), ignoringCase);
        return (text: string) => matches(inUnits(text));
      },
    },
  },
  {
    name: "patterns ignore case by locale",
    support: {
      createMatcher: (pattern: string, ignoringCase: boolean) => {
        const matches = createMatcher(pattern, ignoringCase);
        return (text: string) => matches(ignoringCase ? text.toLocaleLowerCase("tr") : text);
      },
    },
  },
  { name: "`days_since` counts from the moment", support: { dayStart: (asOf: number) => asOf } },
  { name: "overflow is rounded, not missing", support: { safe: (result: number) => result } },
  { name: "entries of a runtime list never arrive", rewrite: forgetEntries },
  {
    name: "entries of a runtime list keep their case where it is ignored",
    support: { foldedTexts: (entries: readonly string[] = []) => entries },
  },
  { name: "sums are rounded", support: { sumOf: (high: number, low: number) => high * 2 ** 26 + low } },
];

/** A sign of patterns is taken for something else; not where it is escaped or in a class. */
function misreading(sign: string, meaning: string) {
  const part = /\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|./gsu;
  return (pattern: string, ignoringCase: boolean) =>
    createMatcher(
      pattern.replace(part, (found) => (found === sign ? meaning : found)),
      ignoringCase,
    );
}

/** Both halves of an astral character as characters of their own. */
function inUnits(text: string): string {
  return text.replace(/[\ud800-\udfff]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0x0800));
}

/** Counts the rows that fit instead of looking at a row's number. */
function lastAfterWhere(code: string): string {
  let counters = 0;
  return code
    .replace(/if \(i < (\d+) && (.*)\) \{$/gm, (_, last: string, where: string) => {
      const counter = `kept[${counters++}]`;
      return `if (${where} && (${counter} = (${counter} ?? 0) + 1) <= ${last}) {`;
    })
    .replace(/Math\.min\(rows\.length, \d+\);/g, "rows.length; kept.length = 0;")
    .replace("let today = 0;", "let today = 0; const kept = [];");
}

function forgetEntries(code: string): string {
  return code.replace("function useLists(lists) {", "function useLists(lists) {\nreturn;");
}

/** A row without the key is tied to the rows of the first key there is. */
function tieMissing(code: string): string {
  return code.replace(/ (\w+)\.find\(((?:(?! : -1\)).)*)\) : -1\)/g, " $1.find($2) : $1.first())");
}

function tableWithFirst(): TieTable & { readonly first: () => number } {
  const table = createTieTable();
  let used = false;
  return {
    ...table,
    clear() {
      used = false;
      table.clear();
    },
    put(prefix, key) {
      used = true;
      return table.put(prefix, key);
    },
    first: () => (used ? 0 : -1),
  };
}

/** One more row or millisecond in the windows whose rows are placed by `position`. */
function widerPeaks(code: string, position: string): string {
  return [...code.matchAll(new RegExp(`(windows\\d+)\\.add\\(\\w+, i, ${position}\\)`, "g"))].reduce(
    (faulty, [, windows = ""]) =>
      faulty.replace(
        new RegExp(`(const ${windows} = createPeakWindows\\()(\\d+)\\)`),
        (_, head: string, size: string) => `${head}${Number(size) + 1})`,
      ),
    code,
  );
}

function shareOfKept(code: string): string {
  return code.replace(/(\w+) > 0 && (\w+) \* 100 (\S+) \1 \* /g, "$2 > 0 && $2 * 100 $3 $2 * ");
}

function widerNews(code: string): string {
  return code.replace(
    /(\.is(?:New|Old)\(i, row\.\w+ - )(\d+)\)/g,
    (_, head: string, span: string) => `${head}${Number(span) + 1})`,
  );
}

function earlierWithoutCap(): EarlierValues {
  const values = createEarlierValues();
  const missing: boolean[] = [];
  return {
    ...values,
    add(row, value, clock) {
      missing[row] = value === null;
      values.add(row, value, clock);
    },
    isNew: (row, since) => missing[row] === false && !values.isOld(row, since),
  };
}

interface RunRow {
  readonly key: TieKey;
  readonly row: number;
  readonly clock: number;
  readonly fits: number;
  readonly ends: boolean;
}

/** Sequences that see other rows than there are. */
function runsThrough(change: (row: RunRow) => readonly RunRow[]): typeof createSequenceRuns {
  return (times, spanMs) => {
    const runs = createSequenceRuns(times, spanMs);
    return {
      ...runs,
      add: (...[key, row, clock, fits, ends]) =>
        change({ key, row, clock, fits, ends })
          .map((seen) => runs.add(seen.key, seen.row, seen.clock, seen.fits, seen.ends))
          .includes(true),
    };
  };
}

/** Of two events at the same time neither is before the other. */
function previousByTime(code: string): string {
  return code.replaceAll(
    "const older = i < 999 ? rows[i + 1] : undefined;",
    "const older = rows.slice(i + 1, 1000).find((other) => other.time < row.time);",
  );
}

function countMissing(code: string): string {
  return code.replace(/if \(.*\) \{\n(\s*const (x\d+) = .*;\n\s*seen\d+\.add\(\2\);)/g, "{\n$1");
}

function newestPresent(code: string): string {
  return code.replace(
    /if \(!(found\d+)\) \{\n\s*\1 = true;\n\s*(a\d+) = (.*);/g,
    "if (!$1) {\n$2 = $3;\n$1 = $2 !== null;",
  );
}

function exceptInverted(code: string): string {
  return code.replace(/^(\s*outcomes\[\d+\] = )((?:(?! \? ).)*) \? false : /gm, "$1!($2) ? false : ");
}

function exceptionsEndEarly(code: string): string {
  return code.replace(/\bmoment (<|>=) (\d+)/g, (_, operator: string, end: string) => {
    return `moment ${operator} ${Number(end) - 86_400_000}`;
  });
}
