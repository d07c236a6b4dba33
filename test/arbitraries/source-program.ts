import fc from "fast-check";

/**
 * Programs with the right syntax and any meaning, written in many ways: odd spaces, comments at every line and inside of
 * lines, needless parentheses. Well-typed programs live with the compiler; these are for the parser and the formatter.
 */
export interface SourceProgram {
  readonly text: string;
  /** In the order of the text. */
  readonly comments: readonly string[];
}

const name = fc.constantFrom(
  "eip_tor",
  "ea_days",
  "url_words",
  "d",
  "e",
  "missing",
  "rows",
  "file",
  "match",
  "step",
  "NEW_DAYS",
  "FR",
  "IN",
);
const junction = fc.constantFrom("and", "or");
const field = fc.constantFrom("type", "ip", "country", "in", "count", "where", "http_code");
const text = fc.constantFrom('"a"', '"b c"', '"\\"q\\""', '"# no comment"', '"日本"', '"\\u{202E}"', '""');
const literal = fc.oneof(
  fc.nat(5000).map((n) => `${n}`),
  text,
  fc.constantFrom(
    "true",
    "false",
    "3h",
    "90s",
    "2026-03-01",
    "2026-03-01T12:00Z",
    "10.0.0.1",
    "2001:DB8::1",
    "10.0.0.0/8",
    "::/0",
  ),
);

// A type, since `letrec` asks for an index signature, which interfaces do not have.
type Parts = { readonly value: string; readonly condition: string };

/** Line breaks of blocks are marked, so that comments can be put at them afterwards. */
const BREAK = "\u0001";
/** Places inside a line where a line may break: behind operators, and inside of brackets. */
const SOFT = "\u0002";
const block = (conditions: readonly string[]) => `{${BREAK}${conditions.join(BREAK)}${BREAK}}`;

const comparison = fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "overlaps");

const { value, condition } = fc.letrec<Parts>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    fc.oneof(
      literal,
      name,
      field.map((f) => `.${f}`),
      fc.tuple(name, field).map(([n, f]) => `${n}.${f}`),
    ),
    fc
      .tuple(tie("value"), fc.constantFrom("+", "-", "*", "div", "mod", "??"), tie("value"))
      .map(([a, op, b]) => `${a} ${op}${SOFT} ${b}`),
    tie("value").map((v) => `(${v})`),
    tie("value").map((v) => `-${v}`),
    fc
      .tuple(name, fc.array(tie("value"), { maxLength: 3 }))
      .map(([n, args]) => `${n}(${SOFT}${args.join(` ,${SOFT} `)})`),
    fc.tuple(name, tie("value")).map(([n, key]) => `${n}[${key}]`),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(`,${SOFT}`)}${SOFT}]`),
    fc
      .tuple(fc.constantFrom("events", "ips", "peers by ip"), tie("condition"))
      .map(([s, c]) => `count(${s} last 5 ${SOFT}where ${c}${SOFT})`),
    fc
      .tuple(fc.constantFrom("sum", "max", "newest", "distinct"), tie("value"))
      .map(([f, v]) => `${f}(${v} of events within 3h)`),
    tie("value").map((v) => `count(distinct ${v} of ips within 1d last 3)`),
    tie("condition").map((c) => `peak(8 rows of events last 25 where ${c})`),
    tie("condition").map((c) => `peak(10m of events within 1d where ${c})`),
    tie("condition").map((c) => `f(share(events within 1h where ${c}) >= 80%)`),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: "condition" },
    tie("value"),
    fc.tuple(tie("value"), comparison, tie("value")).map(([a, op, b]) => `(${SOFT}${a}) ${op}${SOFT} (${b}${SOFT})`),
    fc.tuple(tie("value"), fc.constantFrom("in", "not in"), literal).map(([a, op, b]) => `(${a}) ${op} ${b}`),
    tie("value").map((v) => `(${v}) in 400..499`),
    fc
      .tuple(tie("value"), fc.constantFrom("/^a+$/", "/[/#]\\//", "/a # b/ ignoring case"))
      .map(([v, pattern]) => `(${v}) matches ${pattern}`),
    fc
      .tuple(tie("value"), fc.constantFrom("missing", "present", "new", "new  within 90d"))
      .map(([v, w]) => `(${v}) is ${w}`),
    fc
      .tuple(tie("value"), fc.constantFrom("contains", "starts with", "ends with any of", "contains any of"), text)
      .map(([v, op, s]) => `(${v}) ${op} ${s} ignoring case`),
    fc
      .tuple(tie("condition"), junction, tie("condition"))
      .map(([a, op, b]) => `(${SOFT}${a}) ${op}${SOFT} (${b}${SOFT})`),
    fc.tuple(name, junction, name, junction, name).map(([a, x, b, y, c]) => `${a}  ${x}  ${b} ${y} ${c}`),
    tie("condition").map((c) => `not (${SOFT}${c})`),
    tie("condition").map((c) => `((${c}))`),
  ),
}));

const line: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: condition },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("any", "all", "none"), fc.array(condition, { minLength: 1, maxLength: 3 }))
      .map(([w, c]) => `${w} ${block(c)}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom("any event", "no ip as i", "any peer by subnet as p last 2", "every device last 3 within 2d"),
        fc.array(condition, { minLength: 1, maxLength: 3 }),
      )
      .map(([w, c]) => `${w} ${block(c)}`),
  },
);
const sequence: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", " by .ip", " by .ip.country", " of events", " of ips within 3h last 5", " within 1d"),
    fc.array(condition, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", " times 3", " times NEW_DAYS"),
    fc.option(condition),
  )
  .map(([head, conditions, times, until]) => {
    const steps = conditions.map((c, i) => `${i === 0 ? "step" : "then"} ${i === 1 ? block([c, c]) : c}${times}`);
    return `sequence${head} spanning 30m {${BREAK}${[...steps, ...(until === null ? [] : [`until ${until}`])].join(BREAK)}${BREAK}}`;
  });
const lines = fc.array(fc.oneof({ weight: 6, arbitrary: line }, { weight: 1, arbitrary: sequence }), {
  minLength: 1,
  maxLength: 4,
});

const given: fc.Arbitrary<string> = fc
  .tuple(literal, literal, fc.boolean())
  .map(
    ([a, b, long]) =>
      `{ ea_days: ${a}, eip_tor: missing${BREAK}events: [{ at: 3h ago, url: ${b}${long ? `, title: "${"x".repeat(90)}"` : ""} }${BREAK}{ in: [${a}, ${b}] }] }`,
  );

const declaration: fc.Arbitrary<string> = fc.oneof(
  value.map((v) => `const NEW_DAYS = ${v}`),
  fc.array(literal, { maxLength: 30 }).map((items) => `list url_words : list<string> = [${items.join(`,${BREAK}`)}]`),
  fc.constantFrom(
    'list office : list<cidr> "doc" = file "lists/a.txt"',
    "list flagged : list<int>  =  runtime",
    `map m : map<string, int> = {${BREAK}"a": 1, "b": 2${BREAK}"c": 3 }`,
  ),
  fc.tuple(fc.constantFrom("", ' "What it counts"'), line).map(([doc, l]) => `attribute ea_days : int?${doc} = ${l}`),
  lines.map((c) => `define is_new(d: device, n: int) ${block(c)}`),
  fc
    .tuple(lines, fc.option(lines), fc.constantFrom("", " until 2026-12-31"))
    .map(([when, except, until]) =>
      [
        'rule X01 "Title" {',
        "severity high",
        "tags  [ip, a]",
        `when ${block(when)}`,
        ...(except === null ? [] : [`except${until} ${block(except)}`]),
        "}",
      ].join(BREAK),
    ),
  fc
    .array(literal, { maxLength: 30 })
    .map((items) => `extend list url_words with [${items.join(`,${BREAK}`)}]${BREAK}`),
  value.map((v) => `override const NEW_DAYS = ${v}`),
  given.map((g) => `fixture qa ${g}`),
  given.map((g) => ['test "l" {', `given like qa ${g}`, "expect X01 unknown", "}"].join(BREAK)),
  line.map((c) => `rule X02 "One" {${BREAK}when ${c}${BREAK}}`),
  fc
    .tuple(given, condition)
    .map(([g, c]) =>
      ['test "t" {', "as of 2026-03-01", `given ${g}`, "expect X01 match", `expect ${c}`, "}"].join(BREAK),
    ),
  fc
    .tuple(literal, literal)
    .map(([a, b]) =>
      [
        'test "b" for X01 {',
        "| ea_days | eip_tor | expect |",
        `| ${a} | missing | match |`,
        `|${b}|3h ago|no match|`,
        "}",
      ].join(BREAK),
    ),
  fc.constant(
    [
      'preset a "A" {',
      'description "d"',
      "review at or below 33",
      "blacklist off",
      "X01 high",
      "X02 weight -5",
      "}",
    ].join(BREAK),
  ),
);

const NEWLINES = ["\n", "\n", "\n\n", "\r\n", "\n\n\n", "\n   "] as const;

/** A program and the comments that were put at its line breaks, and as `# inside …` into its lines. */
export const sourceProgram: fc.Arbitrary<SourceProgram> = fc
  .tuple(fc.array(declaration, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat(23)))
  .map(([declarations, choices]) => {
    const comments: string[] = [];
    const choose = () => choices.next().value;
    const written = declarations.join(BREAK).replaceAll(SOFT, () => {
      if (choose() > 0) return "";
      const comment = `# inside ${comments.length}`;
      comments.push(comment);
      return choose() % 2 === 0 ? ` ${comment}\n` : `\n${comment}\n`;
    });
    const pieces = `${written}${BREAK}`.split(BREAK);
    const out = pieces.map((piece, i) => {
      if (i === pieces.length - 1) return piece;
      const newline = NEWLINES[choose() % NEWLINES.length] ?? "\n";
      const kind = choose();
      if (kind > 7) return piece + newline;
      const comment = `# c${comments.length}`;
      comments.push(comment);
      return kind > 3 ? `${piece} ${comment}${newline}` : `${piece}${newline}${comment}${newline}`;
    });
    const text = out.join("");
    // no two have the same text, and none is the beginning of another one's line
    const at = (comment: string) => text.search(new RegExp(`${comment}\\D`));
    return { text, comments: comments.toSorted((a, b) => at(a) - at(b)) };
  });
