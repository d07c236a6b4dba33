import { expect, it } from "vitest";
import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { coverageOf } from "./coverage.ts";

const PATH = "X01_a.tocsin";

/** The conditions of a text, as `text: true false unknown`, by what its tests saw. */
function seen(text: string, others: readonly { readonly path: string; readonly text: string }[] = []) {
  const { pack, diagnostics } = checkPack({ files: [{ path: PATH, text }, ...others], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  const { conditions } = coverageOf(pack, { isWanted: (file) => file === PATH });
  return conditions.map(({ span, seen: { true: yes, false: no, unknown } }) => {
    const line = text.slice(span.start, span.end).replaceAll(/\s+/g, " ");
    return `${line}: ${yes} ${no} ${unknown}`;
  });
}

const test = (given: string, outcome = "no match") =>
  `test "t" {\n  given {\n    ${given}\n  }\n  expect X01 ${outcome}\n}\n`;

it("counts the cases in which a condition was true, false and unknown", () => {
  const rule = 'rule X01 "t" {\n  when {\n    user.ip_count > 3\n    user.first_name == "a"\n  }\n}\n';
  const tests = [
    test('user: { ip_count: 4, first_name: "a" }', "match"),
    test("user: { ip_count: 4 }"),
    test("user: { ip_count: 3 }"),
  ];
  expect(seen(rule + tests.join(""))).toEqual([
    '{ user.ip_count > 3 user.first_name == "a" }: 1 1 1',
    "user.ip_count > 3: 2 1 0",
    'user.first_name == "a": 1 0 2',
  ]);
});

it("knows conditions that nothing came to", () => {
  const rule = 'rule X01 "t" {\n  when any event {\n    .http_code == 404\n  }\n}\n';
  expect(seen(rule)).toEqual(["any event { .http_code == 404 }: 0 0 0", ".http_code == 404: 0 0 0"]);
  expect(seen(rule + test("events: []"))).toEqual(["any event { .http_code == 404 }: 0 1 0", ".http_code == 404: 0 0 0"]);
});

it("looks at every row that a filter was asked about", () => {
  const rule = 'rule X01 "t" {\n  when count(events within 1d where .http_code == 404) >= 2\n}\n';
  const events = "events: [{ at: 1h ago, http_code: 404 }, { at: 2h ago, http_code: 200 }, { at: 3h ago }, { at: 2d ago }]";
  expect(seen(rule + test(events))).toEqual([
    "count(events within 1d where .http_code == 404) >= 2: 0 1 0",
    ".http_code == 404: 1 1 1",
  ]);
});

it("asks the steps of a sequence about the rows that are looked at", () => {
  const rule = `rule X01 "t" {
  when sequence of events spanning 1h {
    step .type == account_login
    until .type == account_logout
  }
}
`;
  expect(seen(rule + test("events: [{ type: account_login, at: 1h ago }]", "match")).slice(1)).toEqual([
    ".type == account_login: 1 0 0",
    ".type == account_logout: 0 1 0",
  ]);
});

it("takes a range for one condition, and `not` for what it negates", () => {
  const rule = 'rule X01 "t" {\n  when {\n    user.ip_count in 2..4\n    not user.anonymous\n  }\n}\n';
  expect(seen(rule + test("user: { ip_count: 5 }"))).toEqual([
    "{ user.ip_count in 2..4 not user.anonymous }: 0 1 0",
    "user.ip_count in 2..4: 0 1 0",
    "user.anonymous: 0 1 0",
  ]);
});

it("does not count an attribute that a test gives outright", () => {
  const text = 'rule X01 "t" {\n  when many\n}\nattribute many : bool "m" = count(events) > 7\n';
  expect(seen(text + test("many: true", "match"))).toEqual(["many: 1 0 0", "count(events) > 7: 0 0 0"]);
  expect(seen(text + test("events: []"))).toEqual(["many: 0 1 0", "count(events) > 7: 0 1 0"]);
});

it("does not count a rule that a test expects nothing of", () => {
  const rule = 'rule X01 "t" {\n  when user.ip_count > 3\n}\n';
  expect(seen(`${rule}test "t" {\n  given { user: { ip_count: 4 } }\n  expect user.ip_count == 4\n}\n`)).toEqual([
    "user.ip_count > 3: 0 0 0",
  ]);
});

it("shows a `define` of another file at its use", () => {
  const define = { path: "defines.tocsin", text: 'define slow(e: event) "s" {\n  e.http_code >= 500\n  e.http_code < 600\n}\n' };
  const rule = 'rule X01 "t" {\n  when any event as e {\n    slow(e)\n  }\n}\n';
  expect(seen(rule + test("events: [{ at: 1h ago, http_code: 404 }]"), [define])).toEqual([
    "any event as e { slow(e) }: 0 1 0",
    "{ slow(e) }: 0 1 0",
    "slow(e): 0 1 0",
  ]);
});

it("sums up true and false of every condition", () => {
  const text = `rule X01 "t" {\n  when user.ip_count > 3\n}\n${test("user: { ip_count: 4 }", "match")}`;
  const { pack } = checkPack({ files: [{ path: PATH, text }], listFiles: new Map() });
  if (pack === null) throw new Error("the text is right");
  const all = { isWanted: () => true };
  expect(coverageOf(pack, all)).toMatchObject({ seen: 1, of: 2 });
  expect(coverageOf(pack, { ...all, select: () => false })).toMatchObject({ seen: 0, of: 2 });
});
