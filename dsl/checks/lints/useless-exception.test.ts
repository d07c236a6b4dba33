import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0615", "TC0616"]);
const rule = (when: string, except: string) => `rule X01 "t" {\n  when ${when}\n\n  except ${except}\n}\n`;

it("reports an exception that leaves out everybody", () =>
  expectFrames(rule("user.ip_count > 5", "user.ip_count > 3")).toMatchInlineSnapshot(`
    "warning[TC0615]: \`X01\` matches nobody: its exception leaves out everybody it is about
      --> X01.tocsin:4:10
       |
     2 |   when user.ip_count > 5
       |        ----------------- what the rule is about
      ...
     4 |   except user.ip_count > 3
       |          ^^^^^^^^^^^^^^^^^"
  `));

it("reports an exception that leaves out nobody", () =>
  expectFrames(rule("user.ip_count > 5", "user.ip_count < 3")).toMatchInlineSnapshot(`
    "warning[TC0616]: the exception of \`X01\` leaves out nobody whom the rule is about
      --> X01.tocsin:4:10
       |
     2 |   when user.ip_count > 5
       |        ----------------- what the rule is about
      ...
     4 |   except user.ip_count < 3
       |          ^^^^^^^^^^^^^^^^^"
  `));

it("accepts an exception for some", () => expect(codes(rule("user.ip_count > 5", "user.ip_count > 9"))).toEqual([]));
