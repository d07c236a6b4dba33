import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { expectFrames, expectClean, check } = checkTester(["TC0101", "TC0301"]);
const rule = (exceptions: string) => `rule X01 "t" {\n  when user.ip_count > 3\n  ${exceptions}\n}\n`;
const except = (exceptions: string) => expectClean(rule(exceptions))?.rules[0]?.except;

it("counts the last day in, by UTC", () =>
  expect(except("except until 2026-12-31 { user.anonymous }")).toMatchObject({
    kind: "and",
    operands: [{ kind: "before", moment: Date.UTC(2027, 0, 1) }, { kind: "truth" }],
  }));

it("takes several exceptions, each with an end of its own", () =>
  expect(
    except("except user.anonymous\n  except until 2026-06-30 { user.anonymous\n user.ip_count > 5 }"),
  ).toMatchObject({
    kind: "or",
    operands: [
      { kind: "truth" },
      { kind: "and", operands: [{ moment: Date.UTC(2026, 6, 1) }, { kind: "truth" }, { kind: "compare" }] },
    ],
  }));

it("checks missing values in each of them", () =>
  expectFrames(rule("except until 2026-12-31 user.first_name != user.name")).toMatchInlineSnapshot(`
    "error[TC0301]: \`user.first_name\` may be missing here and the condition is negated
      --> X01_test.tocsin:3:27
       |
     3 |   except until 2026-12-31 user.first_name != user.name
       |                           ^^^^^^^^^^^^^^^ -- a missing value would count as a match in some engines
       |
       = fix 1 (missing is no match): except until 2026-12-31 (user.first_name is present and user.first_name != user.name)
       = fix 2 (missing is a match):  except until 2026-12-31 (user.first_name is missing or user.first_name != user.name)"
  `));

it("wants a whole day", () =>
  expectFrames(rule("except until 2026-12-31T12:00Z { user.anonymous }")).toMatchInlineSnapshot(`
    "error[TC0060]: an exception ends with a whole day, counted in UTC; write \`2026-12-31\`
      --> X01_test.tocsin:3:16
       |
     3 |   except until 2026-12-31T12:00Z { user.anonymous }
       |                ^^^^^^^^^^^^^^^^^
       |
       = fix 1 (write the day alone): except until 2026-12-31 { user.anonymous }"
  `));

it("wants a day at all", () =>
  expectFrames(rule("except until { user.anonymous }")).toMatchInlineSnapshot(`
  "error[TC0020]: expected the last day of the exception, such as \`2026-12-31\`, found \`{\`
    --> X01_test.tocsin:3:16
     |
   3 |   except until { user.anonymous }
     |                ^"
`));

it("still reads a value that is called `until`", () =>
  expect(
    check(`attribute until : int = user.ip_count\n${rule("except until == 3")}`).diagnostics.filter(
      ({ severity }) => severity === "error",
    ),
  ).toEqual([]));
