import { expect, it } from "vitest";
import { openMarked } from "./testing/open-marked.ts";

function signature(condition: string) {
  const { service, path, offset } = openMarked(
    `define near(a: ip, days: int) "Lately and close" { a.country == FR }\nrule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`,
  );
  const help = service.signatureHelp(path, offset);
  if (help === null) return null;
  const range = help.parameters[help.active];
  return { label: help.label, active: range === undefined ? null : help.label.slice(...range) };
}

it("shows the parameters of a define, and the one being written", () => {
  expect(signature("near(|")).toEqual({ label: "near(a: ip, days: int)", active: "a: ip" });
  expect(signature("near(e.ip, |")).toEqual({ label: "near(a: ip, days: int)", active: "days: int" });
});

it("shows functions with their result", () => {
  expect(signature("length(user.na|me) > 3")).toEqual({ label: "length(string) → int", active: "string" });
  expect(signature("least(1, 2, 3, |")).toEqual({ label: "least(int, int, …) → int", active: "int, …" });
});

it("looks at the innermost call that is open", () => {
  expect(signature("near(e.ip, length(|")?.label).toBe("length(string) → int");
  expect(signature("near(e.ip, length(user.name), |")?.label).toBe("near(a: ip, days: int)");
  expect(signature("near(e.ip, (1 + |")?.active).toBe("days: int");
});

it("shows the form of an aggregate", () =>
  expect(signature("count(ev|ents) > 3")?.label).toBe("count(SOURCE where …) → int"));

it("is silent outside of calls, in strings and behind them", () => {
  expect(signature("user.ip_count > 3|")).toBeNull();
  expect(signature('user.name == "length(|"')).toBeNull();
  expect(signature("length(user.name) > |3")).toBeNull();
});
