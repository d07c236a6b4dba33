/** What hover and completion say about a word of the language. */
export interface WordDoc {
  readonly detail: string;
  readonly doc: string;
}

export const DECLARATION_WORDS = {
  rule: { detail: 'rule X01 "Title" { … }', doc: "which users look dangerous, and why" },
  attribute: { detail: "attribute name : type = …", doc: "a named value of the user" },
  define: { detail: "define name(d: device) { … }", doc: "a named condition, expanded where it is used" },
  const: { detail: "const NAME = …", doc: "a named constant" },
  list: {
    detail: "list name : list<type> = […]",
    doc: "a named list, written here, in a file, or kept by operators (`runtime`)",
  },
  map: { detail: "map name : map<key, value> = { … }", doc: "a named table; an unknown key is missing" },
  preset: { detail: 'preset name "Title" { … }', doc: "a set of weights and thresholds" },
  test: { detail: 'test "title" { … }', doc: "a described user and what is expected of it" },
  fixture: { detail: "fixture name { … }", doc: "a described user that tests begin with: `given like name { … }`" },
  extend: { detail: "extend list name with […]", doc: "adds entries to a list of the built-in pack" },
  override: { detail: "override const NAME = …", doc: "gives a constant of the built-in pack another value" },
} as const satisfies Record<string, WordDoc>;

export const RULE_WORDS = {
  when: { detail: "when { … }", doc: "the conditions under which the rule matches: all lines are true" },
  except: { detail: "except { … } · except until 2026-12-31 { … }", doc: "where this is true the rule does not match" },
  until: { detail: "except until 2026-12-31 { … }", doc: "the last day of an exception, in UTC" },
} as const satisfies Record<string, WordDoc>;

export const TEST_WORDS = {
  as: { detail: "as of 2026-03-01T12:00Z", doc: "the moment at which the user is judged" },
  given: { detail: "given { … } · given like fixture { … }", doc: "what is known of the user" },
  expect: {
    detail: "expect X01 match",
    doc: "`match`, `no match` or `unknown` of a rule, or a condition that is true",
  },
} as const satisfies Record<string, WordDoc>;

export const OUTCOME_WORDS = {
  match: { detail: "expect X01 match", doc: "the rule matches" },
  "no match": { detail: "expect X01 no match", doc: "the rule does not match; an unknown one does not either" },
  unknown: { detail: "expect X01 unknown", doc: "a missing value leaves the rule undecided" },
} as const satisfies Record<string, WordDoc>;

export const AGGREGATE_WORDS = {
  count: {
    detail: "count(SOURCE where …) → int",
    doc: "number of rows, or of distinct values with `count(distinct .f of SOURCE)`",
  },
  sum: { detail: "sum(.f of SOURCE) → int", doc: "the sum over the rows; of none 0" },
  min: { detail: "min(.f of SOURCE)", doc: "the smallest value; of no rows missing" },
  max: { detail: "max(.f of SOURCE)", doc: "the largest value; of no rows missing" },
  oldest: { detail: "oldest(.f of SOURCE)", doc: "the field of the oldest row; of no rows missing" },
  newest: { detail: "newest(.f of SOURCE)", doc: "the field of the newest row; of no rows missing" },
  distinct: { detail: "distinct(.f of SOURCE) → list", doc: "the set of values; missing ones are skipped" },
  peak: {
    detail: "peak(8 rows of SOURCE where …) → int · peak(10m of SOURCE where …) → int",
    doc: "the most kept rows among any 8 consecutive rows, or in any ten minutes",
  },
  share: {
    detail: "share(SOURCE where …) >= 80%",
    doc: "how many of the rows are kept, compared with a percentage; of no rows missing",
  },
} as const satisfies Record<string, WordDoc>;

export const CONDITION_WORDS = {
  any: { detail: "any event { … } · any { … }", doc: "true when some row, or some line, is" },
  every: { detail: "every event { … }", doc: "true when all rows are; of no rows true" },
  no: { detail: "no event { … }", doc: "true when no row is; of no rows true" },
  all: { detail: "all { … }", doc: "true when every line is" },
  none: { detail: "none { … }", doc: "true when no line is" },
  sequence: {
    detail: "sequence by .f of events within 7d spanning 30m { step … then … until … }",
    doc: "true when there are rows one after the other that fit the steps, all in less than the span",
  },
  spanning: { detail: "sequence of SOURCE spanning 30m { … }", doc: "from the first row to the last is less" },
  step: { detail: "step condition times 5", doc: "the first row, or so many rows, of a sequence" },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language, not a promise
  then: { detail: "then condition times 5", doc: "a later row, or so many rows, of a sequence" },
  times: { detail: "step condition times 5", doc: "so many rows, one after the other, up to 100" },
  until: { detail: "until condition", doc: "no such row between the first and the last of a sequence" },
  not: { detail: "not condition", doc: "the opposite; unknown stays unknown" },
  and: { detail: "a and b", doc: "both; a new line inside braces says the same" },
  or: { detail: "a or b", doc: "at least one" },
  in: { detail: "x in LIST · x in 400..499", doc: "membership, or both ends of a range included" },
  is: {
    detail: "x is missing · x is present · .f is new within 90d",
    doc: "whether a value is known, or whether no earlier row of the user had it",
  },
  new: {
    detail: ".f is new within 90d",
    doc: "no earlier row of the user had this value, in the span before the row or ever",
  },
  contains: { detail: "text contains part · LIST contains x", doc: "`any of LIST` and `ignoring case` may follow" },
  matches: { detail: "text matches /^a+$/", doc: "a regular expression; `ignoring case` may follow" },
  overlaps: { detail: "LIST overlaps LIST", doc: "whether the lists share an entry" },
  where: { detail: "SOURCE where condition", doc: "keeps the rows for which the condition is true" },
  last: { detail: "SOURCE last N", doc: "the newest N rows, taken before `where`" },
  within: { detail: "SOURCE within 7d", doc: "rows of the span up to the moment that is judged" },
  true: { detail: "bool", doc: "" },
  false: { detail: "bool", doc: "" },
} as const satisfies Record<string, WordDoc>;
