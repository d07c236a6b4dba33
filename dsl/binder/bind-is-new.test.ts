import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { codes, expectFrames } = checkTester(["TC0232", "TC0233", "TC0301", "TC0404"]);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`;

it("asks about fields of rows, through other rows too", () => {
  expect(codes(when("any event { .ip.country is new within 90d }"))).toEqual([]);
  expect(codes(when("any event as e { e.device.os is new }"))).toEqual([]);
  expect(codes(when("count(ips where .country is new) > 1"))).toEqual([]);
});

it("asks about nothing else", () =>
  expectFrames(when("user.email.domain is new within 90d")).toMatchInlineSnapshot(`
  "error[TC0233]: \`user.email.domain\` is no field of a row; only such a value can be new to a user
    --> X01_test.tocsin:3:5
     |
   3 |     user.email.domain is new within 90d
     |     ^^^^^^^^^^^^^^^^^"
`));

it("takes spans that are not empty", () =>
  expect(codes(when("any event { .url is new within 0s }"))).toEqual(["TC0404"]));

it("refuses a value that may be missing under a negation", () => {
  expect(codes(when("any event { not .ip.country is new within 90d }"))).toEqual(["TC0301"]);
  expect(codes(when("any event { not .ip.address is new within 90d }"))).toEqual([]);
});

it("goes one event back", () =>
  expectFrames(when("any event { .previous.previous.url == .url }")).toMatchInlineSnapshot(`
    "error[TC0232]: \`previous\` goes one event back and no further
      --> X01_test.tocsin:3:27
       |
     3 |     any event { .previous.previous.url == .url }
       |                           ^^^^^^^^"
  `));

it("takes the event before for one that may be missing", () => {
  expect(codes(when("any event { .url != .previous.url }"))).toEqual(["TC0301"]);
  expect(codes(when("any event {\n.previous is present\n.url != .previous.url\n}"))).toEqual([]);
});
