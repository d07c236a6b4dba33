import type { EnumName } from "./enumerations.ts";
import type { ScalarName } from "./type.ts";

/** `row` parameters do not exist. */
export type ParamType = ScalarName | EnumName;

/** What rules may call. A missing argument makes the result missing. SQL and TypeScript lowerings: `compiler/functions`. */
export interface FunctionSpec {
  readonly params: readonly ParamType[];
  /** Variadic functions repeat their last parameter, at least `params.length` times. */
  readonly variadic: boolean;
  readonly result: ScalarName;
  /** True when the result may be missing although no argument is. */
  readonly optional: boolean;
  readonly doc: string;
  readonly example: string;
}

const fn = (params: readonly ParamType[], result: ScalarName, doc: string, example: string) =>
  ({ params, result, variadic: false, optional: false, doc, example }) as const;

export const FUNCTIONS = {
  length: fn(["string"], "int", "number of code points", 'length("né😀") == 3'),
  lower: fn(["string"], "string", "ASCII letters in lower case, all else unchanged", 'lower("AÉ") == "aÉ"'),
  trim: fn(["string"], "string", "without spaces, tabs and line breaks at both ends", 'trim(" a ") == "a"'),
  single_encoded: fn(
    ["string"],
    "string",
    "encoded percent signs decoded, at most twice: what was encoded again and again is encoded once",
    'single_encoded("%25252e%252f%20") == "%2e%2f%20"',
  ),
  abs: fn(["int"], "int", "the value without its sign", "abs(-3) == 3"),
  least: { ...fn(["int", "int"], "int", "the smallest argument", "least(3, 1, 2) == 1"), variadic: true },
  greatest: { ...fn(["int", "int"], "int", "the largest argument", "greatest(3, 1, 2) == 3"), variadic: true },
  days_since: fn(
    ["time"],
    "int",
    "whole days between the time and the start of the UTC day that is judged, without sign",
    "days_since(ea_created) < 7",
  ),
  digits_in: fn(["string"], "int", "number of ASCII digits", 'digits_in("a1b22") == 3'),
  vowels_in: fn(["string"], "int", "number of ASCII vowels (a e i o u)", 'vowels_in("Anna") == 2'),
  consonants_in: fn(["string"], "int", "number of ASCII letters that are no vowels", 'consonants_in("Anna1") == 2'),
  longest_symbol_run: fn(
    ["string"],
    "int",
    "length of the longest run of characters other than ASCII letters and digits",
    'longest_symbol_run("a..b") == 2',
  ),
  longest_digit_run: fn(
    ["string"],
    "int",
    "length of the longest run of ASCII digits",
    'longest_digit_run("a12b3") == 2',
  ),
  domain_of: {
    ...fn(["string"], "string", "what stands after the last `@`; missing without one", 'domain_of("a@b.c") == "b.c"'),
    optional: true,
  },
  distance_km: fn(
    ["country", "country"],
    "int",
    "whole kilometres between the middles of two countries",
    "distance_km(country.FR, country.DE) == 743",
  ),
} as const satisfies Record<string, FunctionSpec>;
export type FunctionName = keyof typeof FUNCTIONS;
