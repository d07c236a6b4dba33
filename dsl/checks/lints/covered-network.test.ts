import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0619"]);

it("shows the network around it", () =>
  expectFrames("list nets : list<cidr> = [10.1.0.0/16, 10.0.0.0/8]\n").toMatchInlineSnapshot(`
    "warning[TC0619]: \`10.1.0.0/16\` lies inside \`10.0.0.0/8\` of the same list
      --> shared.tocsin:1:27
       |
     1 | list nets : list<cidr> = [10.1.0.0/16, 10.0.0.0/8]
       |                           ^^^^^^^^^^^  ---------- holds it"
  `));

it("keeps families apart and accepts neighbours", () => {
  expect(codes("list nets : list<cidr> = [0.0.0.0/0, 2001:db8::/32]\n")).toEqual([]);
  expect(codes("list nets : list<cidr> = [10.0.0.0/9, 10.128.0.0/9]\n")).toEqual([]);
  expect(codes("list nets : list<cidr> = [2001:db8::/32, 2001:db8:1::/48]\n")).toEqual(["TC0619"]);
});
