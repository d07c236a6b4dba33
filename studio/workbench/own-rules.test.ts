import { expect, it } from "vitest";
import { createLanguageService } from "../../dsl/language-service/index.ts";
import { asOwnRule, freeRuleId, ownPath, ruleTemplate } from "./own-rules.ts";

const fileWith = (id: string) => ({
  path: `user/${id}.tocsin`,
  text: "",
  hash: "",
  builtin: false,
  rules: [{ id, title: "", severity: null, tags: [], weight: 0 }],
  errors: 0,
  warnings: 0,
});

it("takes the first id that is free", () => {
  expect(freeRuleId([])).toBe("X01");
  expect(freeRuleId([fileWith("X01"), fileWith("X03"), fileWith("I02")])).toBe("X02");
});

it("names a file after its rule", () => {
  expect(ownPath("X01", "Many sign-ins, très vite!")).toBe("user/X01_many_sign_ins_tre_s_vite.tocsin");
  expect(ownPath("X01", "…")).toBe("user/X01.tocsin");
});

it.each(["Many events", 'With "quotes" and a \\', "With {braces}"])("begins with a rule that runs: %s", (title) => {
  const path = ownPath("X01", title);
  const files = [{ path, text: ruleTemplate("X01", title), builtin: false }];
  const service = createLanguageService({ files, listFiles: new Map() });
  expect(service.diagnostics(path).filter(({ severity }) => severity === "error")).toEqual([]);
});

it("is already in the form that the formatter gives it", () => {
  const text = ruleTemplate("X01", "Many events");
  const service = createLanguageService({ files: [{ path: "user/a.tocsin", text }], listFiles: new Map() });
  expect(service.format("user/a.tocsin")).toBe(text);
});

it("makes a built-in rule one's own by another id, in its tests too", () =>
  expect(asOwnRule('rule I01 "Tor" {}\ntest "t" { expect I01 }\n# I010', "I01", "X07")).toBe(
    'rule X07 "Tor" {}\ntest "t" { expect X07 }\n# I010',
  ));
