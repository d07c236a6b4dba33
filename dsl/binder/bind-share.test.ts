import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { codes, expectFrames } = checkTester(["TC0230", "TC0231", "TC0305", "TC0303"]);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`;
const share = "share(events where .http_code in 400..499)";

it("compares a share with a percentage from either side", () => {
  expect(codes(when(`${share} >= 80%`))).toEqual([]);
  expect(codes(when(`80% <= (${share})`))).toEqual([]);
});

it("asks for the percent sign", () =>
  expectFrames(when(`${share} >= 80`)).toMatchInlineSnapshot(`
    "error[TC0230]: a share is compared with a percentage, as in \`share(events where …) >= 80%\`
      --> X01_test.tocsin:3:51
       |
     3 |     share(events where .http_code in 400..499) >= 80
       |                                                   ^^
       |
       = fix 1 (a percentage): share(events where .http_code in 400..499) >= 80%"
  `));

it("is no value", () =>
  expectFrames(when(`${share} + 1 > 2`)).toMatchInlineSnapshot(`
  "error[TC0230]: a share is compared with a percentage, as in \`share(events where …) >= 80%\`
    --> X01_test.tocsin:3:5
     |
   3 |     share(events where .http_code in 400..499) + 1 > 2
     |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
`));

it("compares no two shares", () => expect(codes(when(`${share} > ${share}`))).toEqual(["TC0230"]));

it("keeps percentages for shares", () =>
  expectFrames(when("count(events) > 80%")).toMatchInlineSnapshot(`
  "error[TC0231]: a percentage stands only beside \`share\`, as in \`share(events where …) >= 80%\`
    --> X01_test.tocsin:3:21
     |
   3 |     count(events) > 80%
     |                     ^^^"
`));

it("ends at all rows", () =>
  expectFrames(when(`${share} >= 120%`)).toMatchInlineSnapshot(`
  "error[TC0050]: \`120%\` is more than all rows; a share goes from 0% to 100%
    --> X01_test.tocsin:3:51
     |
   3 |     share(events where .http_code in 400..499) >= 120%
     |                                                   ^^^^"
`));

it("turns a negated share round", () =>
  expectFrames(when(`not ${share} >= 80%`)).toMatchInlineSnapshot(`
    "error[TC0305]: the share of no rows is missing and the condition is negated; turn the comparison round
      --> X01_test.tocsin:3:9
       |
     3 |     not share(events where .http_code in 400..499) >= 80%
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |     --- negated here
       |
       = fix 1 (turn it round): share(events where .http_code in 400..499) < 80%"
  `));

it("refuses a share under `none` and beside `!=`", () => {
  expect(codes(when(`none {\n${share} >= 80%\n}`))).toEqual(["TC0305"]);
  expect(codes(when(`${share} != 50%`))).toEqual(["TC0305"]);
});

it("warns of an upper bound over rows that may be unknown", () => {
  expect(codes(when(`${share} < 20%`))).toEqual(["TC0303"]);
  expect(codes(when("share(events where .type == page_view) < 20%"))).toEqual([]);
});
