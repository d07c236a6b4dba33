import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";
import type { BoundCondition } from "./bound.ts";

const TYPES = [
  "TC0201",
  "TC0202",
  "TC0203",
  "TC0204",
  "TC0205",
  "TC0206",
  "TC0207",
  "TC0208",
  "TC0209",
  "TC0210",
  "TC0211",
  "TC0212",
  "TC0213",
  "TC0214",
  "TC0215",
  "TC0216",
  "TC0217",
  "TC0218",
  "TC0219",
  "TC0220",
  "TC0221",
  "TC0222",
  "TC0223",
  "TC0224",
  "TC0225",
] as const;
const { codes, expectFrames, expectClean } = checkTester(TYPES);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`;
const accepts = (title: string, condition: string) =>
  it(`accepts ${title}`, () => expect(codes(when(condition))).toEqual([]));
const refuses = (title: string, code: (typeof TYPES)[number], condition: string) =>
  it(`refuses ${title}`, () => expect(codes(when(condition))).toEqual([code]));

/** The condition of the one rule, as the compiler sees it. */
function bound(condition: string): BoundCondition | undefined {
  return expectClean(when(condition))?.rules[0]?.when;
}

accepts("a duration from two times", "user.last_seen - user.created < 3h");
accepts("a time moved by a duration", "user.created + 3d > user.last_seen");
accepts("an address in networks", "any ip { .address in [10.0.0.0/8] }");
accepts("an address in one network", "any ip { .address in 10.0.0.0/8 }");
accepts("an address in addresses", "any ip { .address in [10.0.0.1] }");
accepts("a list that overlaps another", "distinct(.country of ips) overlaps distinct(.country of ips where .tor)");
accepts("a row that may be missing being asked for", "user.email is missing");
refuses("text with a number", "TC0202", 'user.event_count == "7"');
refuses("an order of text", "TC0203", 'user.name < "m"');
refuses("lists as equal", "TC0202", "distinct(.country of ips) == distinct(.country of ips)");
refuses("a network as an address", "TC0202", 'any ip { .address in ["10.0.0.0/8"] }');
refuses("a condition as a value", "TC0204", "(user.ip_count > 3) == true");
refuses("a default for a condition", "TC0204", "(any ip { .tor }) ?? false");
refuses("a number as a condition", "TC0205", "user.ip_count");
refuses("a sum of times", "TC0213", "user.created + user.last_seen > user.created");
refuses("a function of the wrong type", "TC0201", "length(7) > 3");
refuses("too few arguments", "TC0206", "abs() > 3");
refuses("a row as a value", "TC0207", "any event { .ip == 10.0.0.1 }");
refuses("`in` a number", "TC0208", "user.ip_count in 7");
refuses("a value compared with itself", "TC0209", "any ip { .user_count > .user_count }");
refuses("an aggregate compared with itself", "TC0209", "count(ips where .tor) > count(ips where .tor)");
refuses("a part that is empty", "TC0210", 'user.name contains ""');
refuses("a list of parts with an empty one", "TC0210", 'user.name contains any of ["a", ""]');
refuses("a list entry that depends on the user", "TC0211", 'user.name in [user.first_name, "a"]');
refuses("an empty range", "TC0214", "user.ip_count in 9..3");
refuses("mixed entries", "TC0222", 'user.name in ["a", 7]');
refuses("an aggregate of nothing", "TC0201", "sum(.url of events) > 3");
refuses("a smallest text", "TC0201", 'min(.url of events) == "a"');

refuses("an empty list that nothing gives a type", "TC0223", "[] overlaps distinct(.country of ips)");

it("takes a row's field compared with itself for a forgotten name", () =>
  expectFrames(when("any event as e { count(ips where .country == .country) > 1 }")).toMatchInlineSnapshot(`
    "error[TC0209]: \`.country\` is compared with itself; name the outer row, as in \`any event as e\`, and write \`e.country\`
      --> X01_test.tocsin:3:38
       |
     3 |     any event as e { count(ips where .country == .country) > 1 }
       |                                      ^^^^^^^^^^^^^^^^^^^^"
  `));

it("says what a number lacks to be a condition", () =>
  expectFrames(when("user.ip_count")).toMatchInlineSnapshot(`
    "error[TC0205]: expected a condition, found a value of type \`int\`; compare it with something
      --> X01_test.tocsin:3:5
       |
     3 |     user.ip_count
       |     ^^^^^^^^^^^^^
       |
       = fix 1 (add \`> 0\`): user.ip_count > 0"
  `));

it("shows a row used as its address", () =>
  expectFrames(when("any event { .ip in [10.0.0.0/8] }")).toMatchInlineSnapshot(`
  "error[TC0207]: \`.ip\` is a row, not a value; name a field of it such as \`.ip.address\`
    --> X01_test.tocsin:3:17
     |
   3 |     any event { .ip in [10.0.0.0/8] }
     |                 ^^^
     |
     = fix 1 (ask for \`.address\`): any event { .ip.address in [10.0.0.0/8] }"
`));

it("rewrites a quantifier inside a row as a count", () =>
  expectFrames(when("any event { no ip { .tor } }")).toMatchInlineSnapshot(`
    "error[TC0216]: a quantifier cannot stand inside another row; count the \`ip\` rows instead
      --> X01_test.tocsin:3:20
       |
     3 |     any event { no ip { .tor } }
       |                    ^^
       |
       = fix 1 (count the rows): any event { count(ips where .tor) == 0 }"
  `));

it("folds constants, exactly", () => {
  expect(bound("user.ip_count > 2 * 3 - 1")).toMatchObject({ right: { kind: "literal", value: 5 } });
  expect(bound("user.ip_count > -7 div 2")).toMatchObject({ right: { value: -3 } });
  expect(codes(when("user.ip_count > 9007199254740991 + 1"))).toEqual(["TC0218"]);
  expect(codes(when("user.ip_count > 9007199254740993"))).toEqual(["TC0218"]);
  expect(codes(when("user.ip_count > 1 mod 0"))).toEqual(["TC0218"]);
});

it("leads a path from a row through other rows, and knows that it may end early", () => {
  expect(bound('any event { .device.language == "en" }')).toMatchObject({
    body: { left: { kind: "row_field", row: "r1", source: "events", path: ["device", "language"], optional: true } },
  });
  expect(bound('user.email.local_part == "a"')).toMatchObject({
    left: { row: "user", source: "user", path: ["email", "local_part"], optional: true },
  });
});

it("takes equalities with an outer row out of `where`", () => {
  const condition = bound("any event as e { count(ips last 5 within 3d where .tor and e.ip.country == .country) > 1 }");
  expect(condition).toMatchObject({
    kind: "quantifier",
    select: { source: "events", row: "r1", ties: [], outer: null },
    body: {
      left: {
        fn: "count",
        select: {
          source: "ips",
          row: "r2",
          last: 5,
          withinMs: 3 * 86_400_000,
          where: { kind: "truth" },
          ties: [{ inner: { row: "r2", path: ["country"] }, outer: { row: "r1", path: ["ip", "country"] } }],
          outer: "r1",
        },
      },
    },
  });
});

it("leaves no `where` when all of it is ties", () =>
  expect(bound("any event as e { count(ips where .country == e.ip.country) > 1 }")).toMatchObject({
    body: { left: { select: { where: null, ties: [{}] } } },
  }));

it("explains any other relation to an outer row", () =>
  expectFrames(when("any event as e { count(ips where .last_seen < e.time and e.ip.tor) > 1 }")).toMatchInlineSnapshot(`
    "error[TC0217]: rows can be related to \`e\` only by \`==\`, and one \`!=\`, between a field of each
      --> X01_test.tocsin:3:38
       |
     3 |     any event as e { count(ips where .last_seen < e.time and e.ip.tor) > 1 }
       |                                      ^^^^^^^^^^^^^^^^^^^

    error[TC0225]: this line is about \`e\` alone; write it outside of the aggregate
      --> X01_test.tocsin:3:62
       |
     3 |     any event as e { count(ips where .last_seen < e.time and e.ip.tor) > 1 }
       |                                                              ^^^^^^^^"
  `));

refuses("a line about the outer row alone", "TC0225", "any event as e { count(ips where .tor and e.ip.vpn) > 1 }");
refuses("a tie inside `or`", "TC0217", "any event as e { count(ips where .tor or .country == e.ip.country) > 1 }");
refuses(
  "a tie that mixes both rows on one side",
  "TC0217",
  "any event as e { count(ips where .user_count + e.ip.user_count == 3) > 1 }",
);
refuses("a value of an outer row", "TC0224", "any event as e { max(e.ip.user_count of ips) > 1 }");

it("expands a define with rows and values", () => {
  const define = "define quick(d: device, limit: duration) { d.last_seen - d.first_seen < limit }\n";
  const pack = expectClean(`${define}${when("any event { quick(.device, 3h) }")}`);
  expect(pack?.rules[0]?.when).toMatchObject({
    body: {
      op: "<",
      left: { left: { row: "r1", path: ["device", "last_seen"] }, right: { path: ["device", "first_seen"] } },
      right: { value: 3 * 3_600_000 },
    },
  });
});

it("ties a define's parameter to the row of its caller", () => {
  const define = "define common(c: country) { count(events where .ip.country == c) > 3 }\n";
  const pack = expectClean(`${define}${when("any ip { common(.country) }")}`);
  expect(pack?.rules[0]?.when).toMatchObject({
    body: { left: { select: { ties: [{ outer: { row: "r1", path: ["country"] } }], outer: "r1" } } },
  });
});

it("takes a row for `ip` in a define, not an address", () => {
  const define = "define far(a: ip) { a.country == FR }\n";
  expect(codes(`${define}${when("any event { far(.ip) }")}`)).toEqual([]);
  expect(codes(`${define}${when("any ip as i { far(i) }")}`)).toEqual([]);
  expectFrames(`${define}${when("any ip { far(.address) }")}`).toMatchInlineSnapshot(`
    "error[TC0201]: expected \`ip row\`, found \`ip address\`
      --> X01_test.tocsin:4:18
       |
     4 |     any ip { far(.address) }
       |                  ^^^^^^^^"
  `);
});

it("checks a define that nobody uses", () => expect(codes("define f(d: device) { d.bot > 3 }\n")).toEqual(["TC0202"]));

it("keeps two parameters of one type apart", () =>
  expect(codes("define same(a: device, b: device) { a.os == b.os }\n")).toEqual([]));

it("wants an attribute to be as sure as it is declared", () =>
  expectFrames("attribute rank : int = newest(.rank of emails)\n").toMatchInlineSnapshot(`
    "error[TC0212]: \`rank\` is declared \`int\` and may be missing; declare \`int?\` or give a default with \`??\`
      --> X01_test.tocsin:1:24
       |
     1 | attribute rank : int = newest(.rank of emails)
       |                        ^^^^^^^^^^^^^^^^^^^^^^^
       |                  --- declared here
       |
       = fix 1 (declare \`int?\`): attribute rank : int? = newest(.rank of emails)"
  `));

it("counts on the ranges of fields for what can overflow", () => {
  expect(codes("attribute a : int = user.ip_count + user.device_count\n")).toEqual([]);
  expect(codes("attribute a : int = user.ip_count * user.device_count\n")).toEqual(["TC0212"]);
  expect(codes("attribute a : int = user.ip_count * 1000\nattribute b : int = a + a\n")).toEqual([]);
  expect(codes("attribute a : int = user.ip_count div 7\n")).toEqual([]);
  expect(codes("attribute a : int = user.ip_count div user.device_count\n")).toEqual(["TC0212"]);
  expect(codes("attribute a : int = sum(.event_count of ips)\n")).toEqual([]);
});

it("checks maps: types, keys, missing keys", () => {
  expect(codes('map m : map<string, int> = { "a": 1, "a": 2 }\n')).toEqual(["TC0215"]);
  expect(codes('map m : map<string, int> = { "a": "b" }\n')).toEqual(["TC0201"]);
  const map = 'map majors : map<string, int> = { "Chrome": 90 }\n';
  expect(codes(`${map}attribute a : int = majors[user.name]\n`)).toEqual(["TC0212"]);
  expect(codes(`${map}attribute a : int = majors[user.name] ?? 0\n`)).toEqual([]);
});

it("checks lists: types, missing values, constants", () => {
  expect(codes("list a : list<country> = [FR, DE]\n")).toEqual([]);
  expect(codes("list a : list<cidr> = [10.0.0.1]\n")).toEqual(["TC0201"]);
  expect(codes("list a : list<int?> = [1]\n")).toEqual(["TC0219"]);
  expect(codes('list a : list<string> = ["a", ""]\n')).toEqual(["TC0210"]);
  expect(codes("list a : list<int> = [1 + 1, -3]\n")).toEqual([]);
});
