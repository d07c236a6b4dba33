import { expect, it } from "vitest";
import { questionOf } from "./testing/explained.ts";
import { whyUnknown } from "./why-unknown.ts";

const blames = (when: string, given: string) =>
  whyUnknown(
    questionOf(`rule X01 "Unknown" { when ${when} }\ntest "one" for X01 { given { ${given} }\n expect X01 unknown }`),
  ).map(({ what, name }) => `${what} ${name}`);

it("blames the field that is missing, in each row", () =>
  expect(
    blames("any ip { .tor }", "ips: [{ address: 203.0.113.7, tor: missing }, { address: 203.0.113.8, tor: missing }]"),
  ).toEqual(["field .tor", "field .tor"]));

it("blames only what keeps the rule from an answer", () =>
  expect(blames('user.event_count >= 0 and user.first_name == "A"', "user: { first_name: missing }")).toEqual([
    "field user.first_name",
  ]));

it("blames nothing where the rule is false or true", () => {
  expect(blames('user.event_count > 9 and user.first_name == "A"', "user: { first_name: missing }")).toEqual([]);
  expect(blames('user.event_count >= 0 or user.first_name == "A"', "user: { first_name: missing }")).toEqual([]);
});
