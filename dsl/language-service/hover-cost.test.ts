import { expect, it } from "vitest";
import { openMarked } from "./testing/open-marked.ts";

function costAt(text: string) {
  const { service, path, offset } = openMarked({ "X01_refused.tocsin": text });
  return service.hover(path, offset)?.cost;
}

const ATTRIBUTE = 'attribute refused : int "Refused requests" = count(events last 10 where .http_code == 403)\n';
const rule = (id: string, when: string) => `rule ${id} "t" {\n  when ${when}\n}\n`;

it("shows what a rule costs, with the attributes it reads", () => {
  expect(costAt(rule("X0|1", "user.event_count > 9"))).toBe("reads the user's own row: at most 3 steps");
  expect(costAt(ATTRIBUTE + rule("X0|1", "refused > 3"))).toBe("reads rows of the user: at most 10 rows and 44 steps");
  expect(costAt(rule("X0|1", "any peer by ip { .blacklisted }"))).toBe(
    "reads rows of other users: at most 1,000 rows and 3,001 steps",
  );
});

it("shows it wherever the rule is named", () =>
  expect(costAt(`${rule("X01", "user.event_count > 9")}test "t" {\n  expect X0|1 match\n}\n`)).toContain("own row"));

it("shows the cost of attributes beside type and documentation", () => {
  const { service, path, offset } = openMarked({ "X01_t.tocsin": ATTRIBUTE + rule("X01", "refu|sed > 3") });
  expect(service.hover(path, offset)).toMatchObject({
    title: "attribute refused : int",
    doc: "Refused requests",
    cost: "reads rows of the user: at most 10 rows and 41 steps",
  });
});

it("shows the cost of one use of a define", () =>
  expect(costAt(`define is_o|ld(d: device) {\n  d.event_count > 9\n}\n`)).toBe(
    "at most 3 steps each time it is asked",
  ));

it("shows none of what is data, and none while the pack has errors", () => {
  expect(costAt('list wo|rds : list<string> = ["a"]\n')).toBe("");
  expect(costAt(rule("X0|1", "user.event_count > nothing"))).toBe("");
});
