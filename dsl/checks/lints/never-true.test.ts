import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0607"]);
const when = (lines: string) => `rule X01 "t" {\n  when {\n    ${lines}\n  }\n}\n`;

it("knows that no source shows more rows than its cap", () =>
  expectFrames(when("count(events) > 1000")).toMatchInlineSnapshot(`
    "warning[TC0607]: \`count(events) > 1000\` is never true: the value goes from 0 to 1000
      --> X01.tocsin:3:5
       |
     3 |     count(events) > 1000
       |     ^^^^^^^^^^^^^^^^^^^^"
  `));

it("knows the ranges of fields, and of what is counted", () => {
  expect(codes(when("any event { .local_hour > 23 }"))).toEqual(["TC0607"]);
  expect(codes(when("count(events last 25) > 25"))).toEqual(["TC0607"]);
  expect(codes(when("count(distinct .device.bot of events) == 3"))).toEqual(["TC0607"]);
  expect(codes(when("user.event_count < 0"))).toEqual(["TC0607"]);
  expect(codes(when("user.event_count + 5 < 5"))).toEqual(["TC0607"]);
  expect(codes(when("peak(8 rows of events) in 9..20"))).toEqual(["TC0607"]);
});

it("tells of the condition of the rows, not of all that follows from it", () =>
  expectFrames(when("count(events where .http_code == 40000) > 3")).toMatchInlineSnapshot(`
    "warning[TC0607]: \`.http_code == 40000\` is never true: the value goes from 0 to 32767
      --> X01.tocsin:3:24
       |
     3 |     count(events where .http_code == 40000) > 3
       |                        ^^^^^^^^^^^^^^^^^^^"
  `));

it("tells of a condition as it is written, under a negation too", () =>
  expectFrames(when("none {\n      user.ip_count > 3\n      count(ips) > 2000\n    }")).toMatchInlineSnapshot(`
    "warning[TC0607]: \`count(ips) > 2000\` is never true: the value goes from 0 to 1000
      --> X01.tocsin:5:7
       |
     5 |       count(ips) > 2000
       |       ^^^^^^^^^^^^^^^^^"
  `));

it("accepts what can be true, and constants beside what may be missing", () => {
  expect(codes(when("count(events) >= 1000"))).toEqual([]);
  expect(codes(when("any event { .http_code == 404 }"))).toEqual([]);
  expect(codes(when("(user.email.rank ?? 0) == 0"))).toEqual([]);
  expect(codes(when("user.first_name is missing"))).toEqual([]);
});

it("says of a define what is so for every argument, and nothing else", () => {
  const define = "define over(n: int) {\n  n > 1000\n}\n";
  expect(codes(`${define}${when("over(count(events))")}`)).toEqual([]);
  expect(codes(`define late(e: event) {\n  e.local_hour > 24\n}\n${when("any event as e { late(e) }")}`)).toEqual([
    "TC0607",
  ]);
});
