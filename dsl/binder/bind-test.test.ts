import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";
import { DEFAULT_TEST_AS_OF } from "./bind-test.ts";

const CODES = [
  "TC0201",
  "TC0210",
  "TC0505",
  "TC0507",
  "TC0511",
  "TC0512",
  "TC0513",
  "TC0514",
  "TC0515",
  "TC0516",
  "TC0518",
  "TC0117",
  "TC0102",
] as const;
const { check, codes, expectFrames, expectClean } = checkTester(CODES);
const DAY = 86_400_000;
const head = [
  'rule X01 "t" { when total > 3 }',
  "attribute total : int? = newest(.rank of emails)",
  "attribute created : time = user.created",
  "attribute places : list<country> = distinct(.country of ips)",
  "",
].join("\n");
const test = (body: string, about = "") => `${head}test "t"${about} {\n  ${body.replaceAll("\n", "\n  ")}\n}\n`;
const only = (body: string, about = "") => expectClean(test(body, about))?.tests[0]?.cases;

it("describes a user, gives attributes and expects", () =>
  expect(
    only(
      [
        "as of 2026-03-01T12:00:00Z",
        "given {",
        "  created: 400d ago",
        "  total: missing",
        "  places: [FR, DE]",
        '  user: { name: "qa", email: "a@b.example" }',
        "  events: [",
        '    { type: account_login, at: 60d ago, device: "d1", ip: { address: 203.0.113.7, country: FR } }',
        '    { http_code: 404, ip: 203.0.113.8, phone: { number: "+331", valid: missing } }',
        "  ]",
        "}",
        "expect X01 match",
        "expect X01 no match",
        "expect total == 0",
      ].join("\n"),
    ),
  ).toMatchObject([
    {
      asOf: Date.UTC(2026, 2, 1, 12),
      attributes: new Map<string, unknown>([
        ["created", Date.UTC(2026, 2, 1, 12) - 400 * DAY],
        ["total", null],
        ["places", ["FR", "DE"]],
      ]),
      user: {
        user: { name: "qa", email: "a@b.example" },
        sources: {
          events: [
            {
              type: "account_login",
              time: Date.UTC(2026, 2, 1, 12) - 60 * DAY,
              device: "d1",
              ip: { address: "203.0.113.7", country: "FR" },
            },
            { http_code: 404, ip: "203.0.113.8", phone: { number: "+331", valid: null } },
          ],
        },
      },
      rules: [
        { rule: "X01", outcome: "match" },
        { rule: "X01", outcome: "no_match" },
      ],
      conditions: [{ text: "total == 0", condition: { kind: "compare" } }],
    },
  ]));

it("judges at a fixed moment unless told otherwise", () =>
  expect(only("expect X01 no match")).toMatchObject([{ asOf: DEFAULT_TEST_AS_OF }]));

it("makes a case of each row of a boundary table, over what is given", () =>
  expect(
    only(
      "given { created: 2d ago }\n| total   | expect   |\n| 3       | no match |\n| missing | no match |\n| 4       | match    |",
      " for X01",
    ),
  ).toMatchObject([
    {
      attributes: new Map<string, unknown>([
        ["created", DEFAULT_TEST_AS_OF - 2 * DAY],
        ["total", 3],
      ]),
      rules: [{ rule: "X01", outcome: "no_match" }],
    },
    {
      attributes: new Map<string, unknown>([
        ["created", DEFAULT_TEST_AS_OF - 2 * DAY],
        ["total", null],
      ]),
    },
    { rules: [{ outcome: "match" }] },
  ]));

it("wants the rule of a table", () => expect(codes(test("| total | expect |\n| 3 | match |"))).toEqual(["TC0514"]));
it("wants an expectation", () => expect(codes(test("given { total: 3 }"))).toEqual(["TC0515"]));
it("suggests what can be given", () =>
  expectFrames(test("given { evens: [] }\nexpect X01 match")).toMatchInlineSnapshot(`
  "error[TC0511]: \`evens\` is no attribute, no list, no source and not \`user\`; did you mean \`events\`?
    --> X01_test.tocsin:6:11
     |
   6 |   given { evens: [] }
     |           ^^^^^
     |
     = fix 1 (write \`events\`): given { events: [] }"
`));
it("tells a field of the user from an attribute", () =>
  expectFrames(test("given { event_count: 3 }\nexpect X01 match")).toMatchInlineSnapshot(`
    "error[TC0511]: \`event_count\` is a field of the user; give it as \`user: { event_count: … }\`
      --> X01_test.tocsin:6:11
       |
     6 |   given { event_count: 3 }
       |           ^^^^^^^^^^^
       |
       = fix 1 (give it of the user): given { user: { event_count: 3 } }"
  `));
it("suggests a field of a given row", () =>
  expectFrames(test("given { events: [{ typ: page_view }] }\nexpect X01 match")).toMatchInlineSnapshot(`
    "error[TC0516]: a given \`event\` has no field \`typ\`; did you mean \`type\`?
      --> X01_test.tocsin:6:22
       |
     6 |   given { events: [{ typ: page_view }] }
       |                      ^^^
       |
       = fix 1 (write \`type\`): given { events: [{ type: page_view }] }"
  `));

it("checks what is given by its type", () => {
  const given = (fields: string) => codes(test(`given { ${fields} }\nexpect X01 match`));
  expect(given('total: "3"')).toEqual(["TC0512"]);
  expect(given("total: 3d ago")).toEqual(["TC0512"]);
  expect(given("created: missing")).toEqual(["TC0513"]);
  expect(given("events: [{ time: missing }]")).toEqual(["TC0513"]);
  expect(given('ips: [{ country: "FR" }]')).toEqual(["TC0512"]);
  expect(given("events: 3")).toEqual(["TC0512"]);
  expect(given("places: FR")).not.toEqual([]);
  expect(given("total: 9007199254740991")).toEqual(["TC0507"]);
  expect(given("total: 1, total: 2")).toEqual(["TC0505"]);
  expect(given("events: []\n ips: []")).toEqual([]);
});

it("ties labels of given devices to events", () =>
  expect(
    only('given { events: [{ device: "d1" }], devices: [{ label: "d1", os: "Windows" }] }\nexpect X01 no match'),
  ).toMatchObject([{ user: { sources: { devices: [{ label: "d1", os: "Windows" }] } } }]));

it("suggests the fixture that was meant, and reports its mistakes once", () => {
  const fixture = "fixture traveller { total: 3 }\n";
  expectFrames(fixture + test("given like traveler\nexpect X01 match")).toMatchInlineSnapshot(`
    "error[TC0117]: this pack has no fixture \`traveler\`; did you mean \`traveller\`?
      --> X01_test.tocsin:7:14
       |
     7 |   given like traveler
       |              ^^^^^^^^
       |
       = fix 1 (write \`traveller\`): given like traveller"
  `);
  const wrong = 'fixture traveller { total: "3" }\n';
  expect(codes(wrong + test("given like traveller\nexpect X01 match"))).toEqual(["TC0512"]);
  expect(codes(`${head}${wrong}`)).toEqual(["TC0512"]);
  expect(codes(head + fixture + fixture)).toEqual(["TC0102"]);
});

it("takes the entries of runtime lists, also in a table", () => {
  const declared = "list flagged : list<int> = runtime\nlist office : list<cidr> = [10.0.0.0/8]\n";
  const cases = (body: string) => check(declared + test(body)).pack?.tests[0]?.cases;
  expect(cases("given { flagged: [64500, 64500, 1] }\nexpect X01 match")).toMatchObject([
    { lists: new Map([["flagged", [64500, 1]]]) },
  ]);
  const table = check(`${declared}${test("| flagged | expect |\n| [7] | match |\n| [] | no match |", " for X01")}`);
  expect(table.pack?.tests[0]?.cases.map(({ lists }) => lists.get("flagged"))).toEqual([[7], []]);
  expect(codes(declared + test("given { flagged: [10.0.0.1] }\nexpect X01 match"))).toEqual(["TC0512"]);
  const text = "list words : list<string> = runtime\n";
  expect(codes(text + test('given { words: [""] }\nexpect X01 match'))).toEqual(["TC0210"]);
});

it("adds entries to those of a fixture", () => {
  const declared = "list flagged : list<int> = runtime\nfixture seen { flagged: [1] }\n";
  const given = check(declared + test("given like seen { flagged: [2, 1] }\nexpect X01 match")).pack?.tests[0]?.cases;
  expect(given?.map(({ lists }) => lists.get("flagged"))).toEqual([[1, 2]]);
});

it("leaves the entries of the pack's own lists alone", () =>
  expectFrames(`list office : list<cidr> = [10.0.0.0/8]\n${test("given { office: [192.0.2.0/24] }\nexpect X01 match")}`)
    .toMatchInlineSnapshot(`
    "error[TC0518]: the entries of \`office\` stand in the pack; a test gives those of a \`runtime\` list only
      --> X01_test.tocsin:7:11
       |
     7 |   given { office: [192.0.2.0/24] }
       |           ^^^^^^"
  `));
