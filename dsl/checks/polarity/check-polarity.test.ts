import { expect, it } from "vitest";
import { checkTester } from "../../testing/check-tester.ts";

const { codes, expectFrames } = checkTester(["TC0301", "TC0303", "TC0304"]);
const rule = (when: string) => `rule X01 "t" {\n  when {\n    ${when.replaceAll("\n", "\n    ")}\n  }\n}\n`;
const accepts = (title: string, when: string) => it(`accepts ${title}`, () => expect(codes(rule(when))).toEqual([]));
const refuses = (title: string, when: string) =>
  it(`refuses ${title}`, () => expect(codes(rule(when))).toEqual(["TC0301"]));
const warns = (title: string, when: string) =>
  it(`warns about ${title}`, () => expect(codes(rule(when))).toEqual(["TC0303"]));

it("shows both ways to say what missing means", () =>
  expectFrames(rule("user.phone.country not in [FR, DE]")).toMatchInlineSnapshot(`
    "error[TC0301]: \`user.phone.country\` may be missing here and the condition is negated
      --> X01_test.tocsin:3:5
       |
     3 |     user.phone.country not in [FR, DE]
       |     ^^^^^^^^^^^^^^^^^^ ------ a missing value would count as a match in some engines
       |
       = fix 1 (missing is no match): user.phone.country is present and user.phone.country not in [FR, DE]
       = fix 2 (missing is a match):  user.phone.country is missing or user.phone.country not in [FR, DE]"
  `));

it("offers fixes around a whole `not`", () =>
  expectFrames(rule("not user.phone.country == FR")).toMatchInlineSnapshot(`
  "error[TC0301]: \`user.phone.country\` may be missing here and the condition is negated
    --> X01_test.tocsin:3:9
     |
   3 |     not user.phone.country == FR
     |         ^^^^^^^^^^^^^^^^^^
     |     --- a missing value would count as a match in some engines
     |
     = fix 1 (missing is no match): user.phone.country is present and not user.phone.country == FR
     = fix 2 (missing is a match):  user.phone.country is missing or not user.phone.country == FR"
`));

it("puts a fix in parentheses where something stands beside it", () =>
  expectFrames(rule('user.ip_count > 3 or user.email.domain != "a.b"')).toMatchInlineSnapshot(`
    "error[TC0301]: \`user.email.domain\` may be missing here and the condition is negated
      --> X01_test.tocsin:3:26
       |
     3 |     user.ip_count > 3 or user.email.domain != "a.b"
       |                          ^^^^^^^^^^^^^^^^^ -- a missing value would count as a match in some engines
       |
       = fix 1 (missing is no match): user.ip_count > 3 or (user.email.domain is present and user.email.domain != "a.b")
       = fix 2 (missing is a match):  user.ip_count > 3 or (user.email.domain is missing or user.email.domain != "a.b")"
  `));

it("offers fixes inside the rows of `no`", () =>
  expectFrames(rule("no ip {\n  .tor\n}")).toMatchInlineSnapshot(`
  "error[TC0301]: \`.tor\` may be missing here and the condition is negated
    --> X01_test.tocsin:4:7
     |
   3 |     no ip {
     |     -- a missing value would count as a match in some engines
   4 |       .tor
     |       ^^^^
     |
     = fix 1 (missing is no match): .tor is missing or .tor
     = fix 2 (missing is a match):  .tor is present and .tor"
`));

it("names every value that may be missing in one comparison", () =>
  expectFrames(rule("user.first_name != user.last_name")).toMatchInlineSnapshot(`
    "error[TC0301]: \`user.first_name\` may be missing here and the condition is negated
      --> X01_test.tocsin:3:5
       |
     3 |     user.first_name != user.last_name
       |     ^^^^^^^^^^^^^^^ -- a missing value would count as a match in some engines
       |                        -------------- may be missing too
       |
       = fix 1 (missing is no match): user.first_name is present and user.last_name is present and user.first_name != user.last_name
       = fix 2 (missing is a match):  user.first_name is missing or user.last_name is missing or user.first_name != user.last_name"
  `));

it("speaks of rows inside `where`", () =>
  expectFrames(rule("count(ips where .country != FR) > 1")).toMatchInlineSnapshot(`
  "error[TC0301]: \`.country\` may be missing here and the condition is negated
    --> X01_test.tocsin:3:21
     |
   3 |     count(ips where .country != FR) > 1
     |                     ^^^^^^^^ -- a missing value would count as a match in some engines
     |
     = fix 1 (missing keeps no row):  count(ips where .country is present and .country != FR) > 1
     = fix 2 (missing keeps the row): count(ips where .country is missing or .country != FR) > 1"
`));

accepts("a negated condition over values that are never missing", 'not user.event_count > 3\nuser.name != "a"');
accepts("a comparison with a missing value that is not negated", "user.phone.country == FR");
accepts("a double negation", "not (not user.phone.country == FR)");
refuses("`!=`", 'user.first_name != "a"');
refuses("`!=` under a second negation too", 'not (user.first_name != "a")');
refuses("`not in`", "user.phone.country not in [FR]");
refuses("`not` before a bool", "not user.email.mx");
refuses("`none`", "none {\n  user.email.mx\n}");
refuses("a negation further out", "not (user.ip_count > 3 and (user.email.mx or user.ip_count > 5))");
refuses("`no` rows", "no ip { .tor }");
accepts("`every` row", "every ip { .tor }");
refuses("`every` under a negation", "none {\n  every ip { .tor }\n}");
accepts("`no` rows under a negation", "none {\n  no ip { .tor }\n}");
accepts("rows of total conditions under `no`", "no event { .type == account_login }");

accepts("a guard before", 'user.first_name is present\nuser.first_name != "a"');
accepts("a guard behind", 'user.first_name != "a"\nuser.first_name is present');
accepts(
  "a guard of an outer block",
  'user.first_name is present\nany {\n  user.first_name != "a"\n  user.ip_count > 3\n}',
);
accepts("a guard by `or`", 'user.first_name is missing or user.first_name != "a"');
accepts("a guard by a negated `is missing`", 'not (user.first_name is missing)\nuser.first_name != "a"');
accepts("a guard by `any`", 'any {\n  user.first_name is missing\n  user.first_name != "a"\n}');
accepts("a guard of the row that a field is on", 'user.email is present\nuser.email.local_part != "a"');
accepts("a guard of a field for the row it is on", 'user.email.domain is present\nuser.email.local_part != "a"');
accepts("a guard inside rows", "no ip { .tor is present and .tor }");
accepts("a default in place of a guard", "not (user.email.mx ?? false)");
accepts("a guarded operand of arithmetic", "user.email.rank is present\nnot (user.email.rank + 1 > 3)");
refuses("a guard of another field", 'user.last_name is present\nuser.first_name != "a"');
refuses("a guard of one alternative for the other", 'any {\n  user.first_name is present\n  user.first_name != "a"\n}');
refuses(
  "a guard of the row alone where the field may be missing too",
  'user.email is present\nuser.email.domain != "a"',
);
refuses("a guard that is itself negated", 'not (user.first_name is present)\nuser.first_name != "a"');
refuses("a default that may be missing", "not ((user.email.mx ?? user.phone.valid))");

accepts("zero of rows with a total condition", "count(events where .type == account_login) == 0");
accepts("zero of all rows", "count(events) == 0");
refuses("zero of rows that may be unknown", "count(ips where .tor) == 0");
refuses("zero of rows that a negation makes unknown", "count(ips where not .tor) == 0");
refuses(
  "a negated count of rows that a negation makes unknown",
  "not (count(ips where not (.tor and .user_count > 1)) > 0)",
);
refuses("zero turned around", "0 == count(ips where .tor)");
refuses("less than one", "count(ips where .tor) < 1");
refuses("at most zero", "count(ips where .tor) <= 0");
refuses("not more than zero", "not (count(ips where .tor) > 0)");
refuses("not at least one", "not (count(ips where .tor) >= 1)");
refuses("in a range of zero", "count(ips where .tor) in 0..0");
accepts("more than zero", "count(ips where .tor) > 0");
accepts("other than zero", "count(ips where .tor) != 0");
accepts("exactly one", "count(ips where .tor) == 1");
accepts("zero of rows with a guard", "count(ips where .tor is present and .tor) == 0");
accepts("a negation that makes unknown rows fail", "count(ips where not (.tor ?? true)) == 0");
warns("fewer than some", "count(ips where .tor) < 3");
warns("at most some", "3 >= count(ips where .tor)");
warns("a range from above", "count(ips where .tor) in 1..5");
warns("not more than some", "not (count(ips where .tor) > 3)");
warns("a small sum", "sum(.event_count of ips where .tor) <= 10");
warns("a small peak", "peak(8 rows of events where .http_code == 404) < 3");
accepts("a lower bound", "count(ips where .tor) >= 3");
accepts("a negated upper bound", "not (count(ips where .tor) < 3)");
refuses("a negation inside `where` of a count that is not", "count(ips where not .tor) > 3");
accepts(
  "a negation inside `where` with a guard outside",
  "user.first_name is present\ncount(events where .url != user.first_name) > 3",
);

accepts("a tie that may be missing", "any event as e {\n  count(ips where .country == e.ip.country) == 1\n}");
it("refuses zero rows of a tie that may be missing", () =>
  expectFrames(rule("any event as e {\n  count(ips where .country == e.ip.country) == 0\n}")).toMatchInlineSnapshot(`
    "error[TC0301]: \`.country\` may be missing here and the condition is negated
      --> X01_test.tocsin:4:23
       |
     4 |       count(ips where .country == e.ip.country) == 0
       |                       ^^^^^^^^    ------------ may be missing too
       |       ---------------------------------------------- a missing value would count as a match in some engines"
  `));
accepts(
  "zero rows of a tie with guards on both sides",
  "any event as e {\n  e.ip.country is present\n  count(ips where .country is present and .country == e.ip.country) == 0\n}",
);

accepts("a sum of counters under a negation", "not (user.ip_count + user.device_count > 3)");
refuses("an overflow under a negation", "not (user.ip_count * user.event_count * user.device_count > 3)");
refuses("a division by what may be zero", "not (user.ip_count div user.event_count > 3)");
accepts("a division by a constant", "not (user.ip_count div 2 > 3)");

it("checks `except` as a scope of its own", () => {
  const text = (except: string) =>
    `rule X01 "t" {\n  when user.first_name is present\n  except {\n    ${except}\n  }\n}\n`;
  expect(codes(text('user.first_name == "a"'))).toEqual([]);
  expect(codes(text('user.first_name != "a"'))).toEqual(["TC0301"]);
});

it("looks through a define", () => {
  const define = "define hidden(i: ip) { i.tor }\n";
  expect(codes(`${define}${rule("any ip as a { hidden(a) }")}`)).toEqual([]);
  expect(codes(`${define}${rule("no ip as a { hidden(a) }")}`)).toEqual(["TC0301"]);
});

it("blames the argument of a define that negates it", () =>
  expectFrames(`define other(c: country) { c != FR }\n${rule("other(user.phone.country)")}`).toMatchInlineSnapshot(`
    "error[TC0301]: \`user.phone.country\` may be missing here and the condition is negated
      --> X01_test.tocsin:4:11
       |
     1 | define other(c: country) { c != FR }
       |                            ------- a missing value would count as a match in some engines
      ...
     4 |     other(user.phone.country)
       |           ^^^^^^^^^^^^^^^^^^"
  `));

it("wants a bool attribute of a condition to be total", () =>
  expectFrames("attribute hidden : bool = any ip { .tor }\n").toMatchInlineSnapshot(`
    "error[TC0304]: \`hidden\` is declared \`bool\` and is unknown where \`.tor\` is missing; declare \`bool?\` or say what missing means
      --> X01_test.tocsin:1:36
       |
     1 | attribute hidden : bool = any ip { .tor }
       |                                    ^^^^
       |                    ---- declared here
       |
       = fix 1 (declare \`bool?\`): attribute hidden : bool? = any ip { .tor }"
  `));

it("lets a total attribute and a `bool?` be what they are", () => {
  expect(codes("attribute a : bool = any event { .type == account_login }\n")).toEqual([]);
  expect(codes("attribute b : bool? = any ip { .tor }\n")).toEqual([]);
  expect(codes("attribute c : bool = user.email.mx is present and user.email.mx\n")).toEqual([]);
});

it("knows that nobody knows what stood before the oldest of a thousand events", () => {
  expect(codes("attribute a : bool = any event { .previous.url is missing }\n")).toEqual(["TC0304"]);
  expect(codes("attribute b : bool = no event { .previous is present }\n")).toEqual(["TC0304"]);
  expect(codes("attribute c : bool? = any event { .previous is missing }\n")).toEqual([]);
  expect(codes("attribute d : bool = any event { .referer is missing }\n")).toEqual([]);
});

it("treats attributes by their type", () => {
  const attributes = "attribute sure : bool = user.ip_count > 3\nattribute maybe : bool? = any ip { .tor }\n";
  expect(codes(`${attributes}${rule("not sure")}`)).toEqual([]);
  expect(codes(`${attributes}${rule("not maybe")}`)).toEqual(["TC0301"]);
  expect(codes(`${attributes}${rule("maybe is present\nnot maybe")}`)).toEqual([]);
});

it("repairs what it refuses: both fixes are accepted", async () => {
  const { applyFix } = await import("../../diagnostics/apply-fix.ts");
  const { diagnostics } = checkTester(["TC0301"]);
  const conditions = [
    'user.first_name != "a"',
    "not user.email.mx",
    "user.phone.country not in [FR]",
    "no ip {\n  .tor\n}",
    'none {\n  user.email.mx\n  user.ip_count > 3 and user.first_name == "a"\n}',
    "user.ip_count > 3 or user.first_name != user.last_name",
    "count(ips where .tor) == 0",
    "count(ips where .country != FR and .tor) > 3",
    "not (user.ip_count > 3 and user.email.mx)",
  ];
  for (const condition of conditions) {
    const text = rule(condition);
    const found = diagnostics(text);
    expect(found.length, condition).toBeGreaterThan(0);
    for (const choice of [0, 1]) {
      const repaired = found.toReversed().reduce((before, { fixes }) => {
        const fix = fixes[choice];
        expect(fix, condition).toBeDefined();
        return fix === undefined ? before : applyFix(before, fix);
      }, text);
      expect(codes(repaired), repaired).toEqual([]);
    }
  }
});
