import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { checkPack, type PackFile } from "../../dsl/checks/check-pack.ts";
import type { RunQuery } from "./compare-targets.ts";
import { runTests, testsOf } from "./run-tests.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

function packOf(...files: readonly PackFile[]): BoundPack {
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return pack;
}

/** What did not come true, as `target: expected (actual)`. */
async function failures(pack: BoundPack): Promise<readonly string[]> {
  const results = await runTests(pack, { run });
  return results.flatMap(({ failures: failed }) =>
    failed.map(({ target, expected, actual }) => `${target}: ${expected} (${actual})`),
  );
}

const RULE = 'rule X01 "t" {\n  when any ip { .tor }\n}\n';
const one = (text: string) => packOf({ path: "X01_a.tocsin", text });

it("tells unknown from no match", async () => {
  const test = (outcome: string) =>
    `test "t" {\n  given { ips: [{ address: 203.0.113.7 }] }\n  expect X01 ${outcome}\n}\n`;
  expect(await failures(one(RULE + test("unknown") + test("no match")))).toEqual([]);
  expect(await failures(one(RULE + test("match")))).toEqual([
    "typescript: X01 match (unknown)",
    "sql: X01 match (unknown)",
  ]);
  const known = 'test "t" {\n  given { ips: [{ address: 203.0.113.7, tor: false }] }\n  expect X01 unknown\n}\n';
  expect(await failures(one(RULE + known))).toEqual([
    "typescript: X01 unknown (no match)",
    "sql: X01 unknown (no match)",
  ]);
});

it("takes `unknown` for an outcome of a boundary table", async () => {
  const pack = one(`
attribute rank : int? = newest(.rank of emails)
rule X01 "t" {
  when rank > 3
}
test "t" for X01 {
  | rank    | expect   |
  | 3       | no match |
  | 4       | match    |
  | missing | unknown  |
}
`);
  expect(await failures(pack)).toEqual([]);
});

it("begins with a fixture: single values are replaced, rows and lists added", async () => {
  const pack = one(`
attribute places : list<country> = distinct(.country of ips)
attribute rank : int? = newest(.rank of emails)
${RULE}
fixture traveller {
  user: { name: "qa", anonymous: true }
  places: [FR]
  rank: 7
  events: [{ type: account_login, at: 2h ago, ip: 203.0.113.7 }]
}
test "as it is" {
  given like traveller
  expect user.name == "qa"
  expect count(events) == 1
  expect rank == 7
  expect count(events within 3h) == 1
}
test "with more" {
  as of 2026-03-01T12:00Z
  given like traveller {
    user: { name: "other" }
    places: [VN]
    rank: missing
    events: [{ type: page_view, at: 2h ago, ip: 203.0.113.8 }]
  }
  expect user.name == "other"
  expect user.anonymous
  expect places contains FR and places contains VN
  expect rank is missing
  expect count(events) == 2
  expect newest(.type of events) == page_view
}
`);
  expect(await failures(pack)).toEqual([]);
});

it("ends an exception with its last day, in both targets", async () => {
  const test = (moment: string, outcome: string) =>
    `test "${moment}" {\n  as of ${moment}\n  given { user: { ip_count: 9, anonymous: true } }\n  expect X01 ${outcome}\n}\n`;
  const rule = 'rule X01 "t" {\n  when user.ip_count > 3\n  except until 2026-12-31 { user.anonymous }\n}\n';
  const pack = one(
    rule + test("2026-12-31T23:59:59.999Z", "no match") + test("2027-01-01", "match") + test("2020-01-01", "no match"),
  );
  expect(await failures(pack)).toEqual([]);
});

it("judges the built-in pack's tests by what it declares, and a laid-over pack's by what that changes", async () => {
  const builtin = {
    path: "rules/B01_few.tocsin",
    text: `
const FEW = 3
list words : list<string> = ["a"]
rule B01 "t" {
  when {
    user.ip_count > FEW
    user.name in words
  }
}
test "built in" {
  given { user: { ip_count: 4, name: "a" } }
  expect B01 match
  expect FEW == 3
  expect not ("mine" in words)
}
`,
    builtin: true,
  };
  const mine = {
    path: "user/mine.tocsin",
    text: `
override const FEW = 9
extend list words with ["mine"]
test "mine" {
  given { user: { ip_count: 4, name: "a" } }
  expect B01 no match
}
test "mine, too" {
  given { user: { ip_count: 10, name: "mine" } }
  expect B01 match
  expect FEW == 9
}
`,
    builtin: false,
  };
  const pack = packOf(builtin, mine);
  expect(testsOf(pack).map(({ title }) => title)).toEqual(["built in", "mine", "mine, too"]);
  expect(await failures(pack)).toEqual([]);
  expect((await runTests(pack)).map(({ test }) => test)).toEqual(["built in", "mine", "mine, too"]);
});
