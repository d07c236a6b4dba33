import { expect, it } from "vitest";
import { checkTester } from "../../testing/check-tester.ts";

const { codes, expectFrames, diagnostics } = checkTester(["TC0601", "TC0602", "TC0603", "TC0604", "TC0605"]);
const because = 'because "b"';
const rule = (when: string, head = because) => `rule X01 "t" {\n  ${head}\n  when ${when}\n}\n`;
const tests = 'test "t" {\n  expect X01 match\n  expect X01 no match\n}\n';
const clean = (declarations: string, when = "user.ip_count > 3") => codes(`${declarations}${rule(when)}${tests}`);

it("accepts a rule with a reason and both outcomes shown", () => expect(clean("")).toEqual([]));

it("reports what nothing uses, but no attributes", () => {
  expect(clean("const LIMIT = 3\n")).toEqual(["TC0601"]);
  expect(clean('list words : list<string> = ["a"]\n')).toEqual(["TC0601"]);
  expect(clean('map m : map<string, int> = { "a": 1 }\n')).toEqual(["TC0601"]);
  expect(clean("define f(n: int) { n > 3 }\n")).toEqual(["TC0601"]);
  expect(clean("attribute total : int = user.ip_count\n")).toEqual([]);
});

it("reports a fixture that no test begins with", () => {
  const fixture = "fixture qa { user: { ip_count: 3 } }\n";
  expect(clean(fixture)).toEqual(["TC0601"]);
  expect(clean(`${fixture}test "u" { given like qa\n expect user.ip_count == 3 }\n`)).toEqual([]);
});

it("counts every kind of use", () => {
  expect(clean("const LIMIT = 3\n", "user.ip_count > LIMIT")).toEqual([]);
  expect(clean("const LIMIT = 3\n", "count(events last LIMIT) > 2")).toEqual([]);
  expect(clean('list words : list<string> = ["a"]\n', "user.name in words")).toEqual([]);
  expect(clean('map m : map<string, int> = { "a": 1 }\n', "m[user.name] > 3")).toEqual([]);
  expect(clean("define f(n: int) { n > 3 }\n", "f(user.ip_count)")).toEqual([]);
  expect(clean("const ONE = 1\nconst TWO = ONE + 1\n", "user.ip_count > TWO")).toEqual([]);
});

it("is silent about use while there is an error", () => expect(clean("const LIMIT = 3\n", "nothing > 3")).toEqual([]));

it("wants a match, a no match and a reason", () => {
  expect(codes(rule("user.ip_count > 3") + 'test "t" { expect X01 match }\n')).toEqual(["TC0602"]);
  expect(codes(rule("user.ip_count > 3") + 'test "t" { expect X01 no match }\n')).toEqual(["TC0602"]);
  expect(codes(rule("user.ip_count > 3", "severity low") + tests)).toEqual(["TC0603"]);
});

it("takes the rows of a boundary table for tests", () => {
  const table = 'test "t" for X01 {\n  | total | expect   |\n  | 3     | no match |\n  | 4     | match    |\n}\n';
  expect(codes(`attribute total : int = user.ip_count\n${rule("total > 3")}${table}`)).toEqual([]);
});

it("shows how `and` and `or` are read", () =>
  expectFrames(rule('user.ip_count > 3 or user.ip_count < 2 and user.name == "a"') + tests).toMatchInlineSnapshot(`
    "warning[TC0604]: \`and\` and \`or\` are mixed without parentheses; \`and\` binds tighter
      --> X01_test.tocsin:3:29
       |
     3 |   when user.ip_count > 3 or user.ip_count < 2 and user.name == "a"
       |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = fix 1 (add parentheses): when user.ip_count > 3 or (user.ip_count < 2 and user.name == "a")"
  `));

it("accepts parentheses and blocks in place of mixing", () => {
  expect(clean("", 'user.ip_count > 3 or (user.ip_count < 2 and user.name == "a")')).toEqual([]);
  expect(clean("", '{\n any { user.ip_count > 3 or user.ip_count < 2 }\n user.name == "a"\n }')).toEqual([]);
});

it("notices questions that have one answer", () => {
  expect(clean("", "user.event_count is missing")).toEqual(["TC0605"]);
  expect(clean("", "(user.event_count ?? 3) > 2")).toEqual(["TC0605"]);
  expect(diagnostics(rule("user.event_count is missing") + tests)[0]?.severity).toBe("warning");
});
