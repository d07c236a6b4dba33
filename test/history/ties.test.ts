import { expect, it } from "vitest";
import type { RunQuery } from "../../compiler/index.ts";
import { checkTester } from "../../dsl/testing/check-tester.ts";
import { emptyDatabase } from "../database/test-database.ts";
import { failuresOf } from "./pack-of.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;
const { codes, expectFrames } = checkTester(["TC0217", "TC0235", "TC0301"]);
const when = (condition: string) => `rule X01 "t" {\n  when any event as e { ${condition} }\n}\n`;

it("counts the rows that differ from the outer row and are equal to it otherwise", async () => {
  const text = `
rule X01 "Two other addresses in the same country" {
  when any event as e last 1 {
    e.ip.country is present
    count(ips where .country == e.ip.country and .address != e.ip.address) >= 2
  }
}
rule X02 "Another country" {
  when any event as e last 1 {
    e.ip.country is present
    count(ips where .country is present and .country != e.ip.country) >= 1
  }
}
test "three addresses of one country" {
  given {
    events: [
      { at: 3m ago, ip: { address: 192.0.2.1, country: FR } }
      { at: 2m ago, ip: { address: 192.0.2.2, country: FR } }
      { at: 1m ago, ip: { address: 192.0.2.3, country: FR } }
      { at: 9m ago, ip: { address: 192.0.2.4 } }
    ]
  }
  expect X01 match
  expect X02 no match
}
test "two countries" {
  given {
    events: [
      { at: 3m ago, ip: { address: 192.0.2.1, country: FR } }
      { at: 2m ago, ip: { address: 192.0.2.2, country: DE } }
      { at: 1m ago, ip: { address: 192.0.2.3, country: FR } }
    ]
  }
  expect X01 no match
  expect X02 match
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("takes one difference, of counts and shares", () => {
  expect(codes(when("count(ips where .address != e.ip.address) > 1"))).toEqual([]);
  expect(codes(when("share(ips where .address != e.ip.address) > 50%"))).toEqual([]);
  expect(codes(when("count(ips where .address != e.ip.address and .first_seen != e.time) > 1"))).toEqual(["TC0217"]);
});

it("takes no difference of other aggregates", () =>
  expectFrames(when("max(.event_count of ips where .address != e.ip.address) > 1")).toMatchInlineSnapshot(`
    "error[TC0235]: only \`count\` and \`share\` can ask for rows that differ from an outer row
      --> X01_test.tocsin:2:55
       |
     2 |   when any event as e { max(.event_count of ips where .address != e.ip.address) > 1 }
       |                                                       ^^^^^^^^"
  `));

it("refuses a difference of what may be missing", () =>
  expect(codes(when("count(ips where .country != e.ip.country) > 1"))).toEqual(["TC0301"]));
