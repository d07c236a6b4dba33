import { expect, it } from "vitest";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import type { RunQuery } from "./compare-targets.ts";
import { runTests } from "./run-tests.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

/** Failures as `target: expectation is outcome`. */
async function failures(text: string): Promise<readonly string[]> {
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01_test.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  const results = await runTests(pack, { run });
  return results.flatMap((result) =>
    result.failures.map(({ target, expected, actual }) => `${target}: ${expected} is ${actual}`),
  );
}

const LISTED = `list flagged : list<cidr> = runtime
list names : list<string> = runtime
rule X01 "Listed" { when { any ip { .address in flagged }
user.name contains any of names ignoring case } }
`;

it("gives each case its own entries of runtime lists, on both targets", async () => {
  expect(
    await failures(`${LISTED}
test "listed" { given { user: { name: "Anna" }, flagged: [192.0.2.0/24], names: ["ANN"], ips: [{ address: 192.0.2.1 }] }
expect X01 match }
test "other entries" { given { user: { name: "Anna" }, flagged: [10.0.0.0/8], names: ["ANN"], ips: [{ address: 192.0.2.1 }] }
expect X01 no match }
test "no entries" { given { user: { name: "Anna" }, ips: [{ address: 192.0.2.1 }] }
expect X01 no match }
test "a table" for X01 {
given { user: { name: "Anna" }, names: ["ann"], ips: [{ address: 192.0.2.1 }] }
| flagged | expect |
| [192.0.2.1/32] | match |
| [] | no match |
}
`),
  ).toEqual([]);
  expect(
    await failures(`${LISTED}test "wrong" { given { flagged: [192.0.2.0/24] }
expect X01 match }
`),
  ).toEqual(["typescript: X01 match is no match", "sql: X01 match is no match"]);
});

it("judges given peers on both targets, the newest use first", async () =>
  expect(
    await failures(`rule X01 "Shared" { when count(distinct .user of peers by ip last 3 within 30d where .blacklisted) >= 2 }
test "two" { given { peers: [
  { by: ip, user: "a", blacklisted: true, last_used: 3d ago }
  { by: ip, user: "b", blacklisted: true, shared: 10.0.0.1, last_used: 1d ago }
  { by: email, user: "c", blacklisted: true }
] }
expect X01 match
expect newest(.user of peers by ip) == "b"
expect count(peers by email) == 1 }
test "one of them long ago, one behind others" { given { peers: [
  { by: ip, user: "a", blacklisted: true, last_used: 40d ago }
  { by: ip, user: "b", blacklisted: true, last_used: 4d ago }
  { by: ip, user: "c", last_used: 3d ago }, { by: ip, user: "d", last_used: 2d ago }, { by: ip, user: "e", last_used: 1d ago }
] }
expect X01 no match }
`),
  ).toEqual([]));
