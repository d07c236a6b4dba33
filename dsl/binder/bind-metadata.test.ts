import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { codes, expectFrames, expectClean } = checkTester(["TC0101", "TC0503", "TC0504", "TC0505"]);
const rule = (metadata: string) => `rule X01 "t" {\n  ${metadata}\n  when user.ip_count > 3\n}\n`;

it("reads all metadata of a rule", () => {
  const text = rule(
    [
      "severity high",
      "tags [ip, anonymizer]",
      'attack ["T1090.003"]',
      'oat ["OAT-019"]',
      'description "Somebody hides."',
      'story ["A thief comes.", "The rule sees it."]',
      'because "{addresses} of {MAX_IPS} addresses, {{literally}}"',
      'false_positives "travellers"',
      'references ["https://example.org/a"]',
    ].join("\n  "),
  );
  const declared = "const MAX_IPS = 3\nattribute addresses : int = user.ip_count\n";
  expect(expectClean(declared + text)?.rules[0]?.metadata).toEqual({
    severity: "high",
    tags: ["ip", "anonymizer"],
    attack: ["T1090.003"],
    oat: ["OAT-019"],
    story: ["A thief comes.", "The rule sees it."],
    description: "Somebody hides.",
    because: "{addresses} of 3 addresses, {{literally}}",
    falsePositives: "travellers",
    references: ["https://example.org/a"],
  });
});

it("suggests a key", () =>
  expectFrames(rule("severty high")).toMatchInlineSnapshot(`
  "error[TC0503]: a rule has no \`severty\`; did you mean \`severity\`?
    --> X01_test.tocsin:2:3
     |
   2 |   severty high
     |   ^^^^^^^
     |
     = fix 1 (write \`severity\`): severity high"
`));
it("names the severities", () =>
  expectFrames(rule("severity bad")).toMatchInlineSnapshot(`
  "error[TC0504]: \`severity\` takes one of \`info\`, \`low\`, \`medium\`, \`high\`, \`critical\`
    --> X01_test.tocsin:2:12
     |
   2 |   severity bad
     |            ^^^"
`));
it("checks the form of foreign ids", () => {
  expect(codes(rule('attack ["phishing"]'))).toEqual(["TC0504"]);
  expect(codes(rule('oat ["OAT-19"]'))).toEqual(["TC0504"]);
  expect(codes(rule('references ["javascript:alert(1)"]'))).toEqual(["TC0504"]);
  expect(codes(rule("tags [Bad]"))).toEqual(["TC0504"]);
});
it("refuses a key that is given twice", () => expect(codes(rule("severity high\n  severity low"))).toEqual(["TC0505"]));
it("limits prose", () => {
  expect(codes(rule(`because "${"é".repeat(500)}"`))).toEqual([]);
  expect(codes(rule(`because "${"é".repeat(501)}"`))).toEqual(["TC0504"]);
});
it("takes a story sentence by sentence", () => {
  expect(codes(rule(`story ["${"é".repeat(500)}"]`))).toEqual([]);
  expect(codes(rule(`story ["${"é".repeat(501)}"]`))).toEqual(["TC0504"]);
  expect(codes(rule('story [""]'))).toEqual(["TC0504"]);
  expectFrames(rule('story "a thief"')).toMatchInlineSnapshot(`
    "error[TC0504]: \`story\` takes a list of sentences, each a string of at most 500 characters
      --> X01_test.tocsin:2:9
       |
     2 |   story "a thief"
       |         ^^^^^^^^^"
  `);
});
it("knows what `because` prints", () => expect(codes(rule('because "{nothing}"'))).toEqual(["TC0101"]));
