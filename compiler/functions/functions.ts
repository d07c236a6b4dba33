import { sql } from "kysely";
import type { FunctionName } from "../../dsl/types/functions.ts";
import { COUNTRY_NUMBERS, distanceKm, KILOMETRES } from "./distance-km.ts";
import type { FunctionRow, Sql, SqlCall } from "./function-row.ts";
import { safeDaysBetween } from "./numbers.ts";
import {
  asciiLower,
  codePoints,
  consonantsIn,
  digitsIn,
  domainOf,
  longestDigitRun,
  longestSymbolRun,
  singleEncoded,
  trimBlanks,
  vowelsIn,
} from "./text.ts";
import { safeRange } from "./safe-range.ts";

/** Every built-in function, on both targets. Each lowering mentions an argument once: calls nest without growing. */
export const FUNCTION_ROWS = {
  length: { name: "codePoints", run: codePoints, sql: unary((x) => sql`length(${x})::bigint`) },
  lower: { name: "asciiLower", run: asciiLower, sql: unary((x) => sql`lower(${x} COLLATE "C")`) },
  trim: { name: "trimBlanks", run: trimBlanks, sql: unary((x) => sql`btrim(${x}, E' \\t\\n\\r')`) },
  single_encoded: {
    name: "singleEncoded",
    run: singleEncoded,
    sql: unary((x) => sql`replace(replace(${x}, '%25', '%'), '%25', '%')`),
  },
  abs: { name: "Math.abs", run: Math.abs, sql: unary((x) => sql`abs(${x})`) },
  least: { name: "Math.min", run: Math.min, sql: extreme(sql.raw("least"), sql.raw("min")) },
  greatest: { name: "Math.max", run: Math.max, sql: extreme(sql.raw("greatest"), sql.raw("max")) },
  days_since: {
    name: "daysBetween",
    guardedName: "safeDaysBetween",
    run: safeDaysBetween,
    takesDayStart: true,
    sql: ({ args, dayStart, guard }) => {
      const distance = sql`abs(${dayStart} - ${only(args)})`;
      return sql`(${guard ? safeRange(distance) : distance} / 86400000)`;
    },
  },
  digits_in: { name: "digitsIn", usesPattern: true, run: digitsIn, sql: unary((x) => kept(x, "0-9")) },
  vowels_in: { name: "vowelsIn", usesPattern: true, run: vowelsIn, sql: unary((x) => kept(x, "aeiouAEIOU")) },
  consonants_in: {
    name: "consonantsIn",
    usesPattern: true,
    run: consonantsIn,
    sql: unary((x) => kept(x, "b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z")),
  },
  longest_symbol_run: {
    name: "longestSymbolRun",
    usesPattern: true,
    run: longestSymbolRun,
    sql: unary((x) => longestPart(x, "[a-zA-Z0-9]+")),
  },
  longest_digit_run: {
    name: "longestDigitRun",
    usesPattern: true,
    run: longestDigitRun,
    sql: unary((x) => longestPart(x, "[^0-9]+")),
  },
  domain_of: {
    name: "domainOf",
    usesPattern: true,
    run: domainOf,
    sql: unary((x) => sql`substring(${x} from '@([^@]*)$')`),
  },
  distance_km: { name: "distanceKm", run: distanceKm, sql: ({ args }) => countryDistance(args) },
} as const satisfies Record<FunctionName, FunctionRow>;

/** Both look up the same integers: nothing is computed that could be rounded. */
function countryDistance(args: readonly Sql[]): Sql {
  const number = (code: Sql): Sql =>
    sql`(${COUNTRY_NUMBERS}::integer[])[(ascii(${code}) - 65) * 26 + ascii(substr(${code}, 2)) - 64]`;
  const pair = sql`SELECT ${number(sql`a`)} AS a, ${number(sql`b`)} AS b FROM (VALUES (${sql.join(args)})) AS codes (a, b) WHERE a IS NOT NULL AND b IS NOT NULL`;
  const place = sql`greatest(a, b) * (greatest(a, b) + 1) / 2 + least(a, b) + 1`;
  return sql`(SELECT (${KILOMETRES}::integer[])[${place}]::bigint FROM (${pair}) AS pair)`;
}

function unary(lower: (operand: Sql) => Sql): (call: SqlCall) => Sql {
  return ({ args }) => lower(only(args));
}

function only(args: readonly Sql[]): Sql {
  const [first] = args;
  if (first === undefined) throw new Error("invariant: a function is called without an argument");
  return first;
}

/** PostgreSQL's `least` and `greatest` skip NULL; the aggregate over the arguments tells whether one was missing. */
function extreme(fn: Sql, aggregate: Sql): (call: SqlCall) => Sql {
  return ({ args, nullable }) => {
    if (!nullable) return sql`${fn}(${sql.join(args)})`;
    const rows = sql.join(args.map((arg) => sql`(${arg})`));
    return sql`(SELECT CASE WHEN bool_and(v IS NOT NULL) THEN ${aggregate}(v) END FROM (VALUES ${rows}) AS args (v))`;
  };
}

/** Number of characters of a class. `C` makes the ranges of the class those of the code points. */
function kept(text: Sql, characters: string): Sql {
  return sql`length(regexp_replace(${text} COLLATE "C", ${`[^${characters}]+`}, '', 'g'))::bigint`;
}

/** Length of the longest part between separators; a missing text has no part, hence NULL. */
function longestPart(text: Sql, separator: string): Sql {
  return sql`(SELECT max(length(part))::bigint FROM regexp_split_to_table(${text} COLLATE "C", ${separator}) AS part)`;
}
