import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { lower } from "../plan/lower.ts";
import type { Plan } from "../plan/plan.ts";
import { comment, literal, name } from "./code.ts";
import { emitJavaScript } from "./emit-javascript.ts";
import { loadEvaluator } from "./load-evaluator.ts";

const AS_OF = Date.UTC(2026, 2, 1, 12);

function planOf(text: string): Plan {
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01_tested.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return lower(pack);
}

it("keeps text of a rule's author text", () => {
  const hostile = '"; globalThis.broken = true; //';
  const plan = planOf(`rule X01 "*/ globalThis.broken = true /*" { when user.name == ${JSON.stringify(hostile)} }`);
  const context = buildUser({ user: { name: hostile }, sources: {} }, AS_OF);
  expect(loadEvaluator(plan).evaluate(context, AS_OF)).toEqual([true]);
  expect(Object.hasOwn(globalThis, "broken")).toBe(false);
});

it("gives words of JavaScript as names of attributes another name", () => {
  const plan = planOf(
    'attribute class : int "Doc" = 1\nattribute outcomes : int "Doc" = 2\nrule X01 "T" { when class < outcomes }',
  );
  const context = buildUser({ user: {}, sources: {} }, AS_OF);
  expect(loadEvaluator(plan).attributes(context, AS_OF)).toEqual({ class: 1, outcomes: 2 });
});

it("refuses a name that is no identifier", () => {
  expect(() => name("a; b")).toThrow("invariant");
});

it("escapes line separators in literals and flattens comments", () => {
  expect(literal("\u2028")).toMatchObject({ text: '"\\u2028"' });
  expect(comment("a\n*/ b")).toBe("a * / b");
});

it("passes lists instead of pasting them", () => {
  const plan = planOf(
    'list names : list<string> = ["zelda", "yves", "xaver"]\nrule X01 "T" { when user.name in names }',
  );
  expect(emitJavaScript(plan, {}).code).not.toContain("zelda");
});

it("computes an aggregate once however often it is asked for", () => {
  const plan = planOf(`attribute a : int "Doc" = count(ips)
rule X01 "T" { when { count(ips) > 1
 count(ips) < 5 } }`);
  expect(plan.aggregates).toHaveLength(1);
});

it("reads attributes that are given instead of computing them", () => {
  const text = 'attribute a : int "Doc" = count(ips)\nrule X01 "T" { when a > 3 }';
  const { pack } = checkPack({ files: [{ path: "X01_tested.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error("the pack is right");
  const evaluator = loadEvaluator(lower(pack, { inputs: new Set(["a"]) }));
  const context = buildUser({ user: {}, sources: {} }, AS_OF);
  expect([...evaluator.evaluate(context, AS_OF, { a: 4 })]).toEqual([true]);
  expect([...evaluator.evaluate(context, AS_OF, { a: null })]).toEqual([null]);
});

it("judges by the entries of runtime lists that it was given last, each evaluator by its own", () => {
  const plan = planOf(
    'list watched : list<string> = runtime\nlist nets : list<cidr> = runtime\nrule X01 "T" { when { user.name in watched\n user.name contains any of watched ignoring case\n any ip { .address in nets } } }',
  );
  const context = buildUser({ user: { name: "Zelda" }, sources: { ips: [{ address: "10.0.0.1" }] } }, AS_OF);
  const empty = loadEvaluator(plan);
  const filled = empty.withLists(
    new Map<string, readonly string[]>([
      ["watched", ["Zelda"]],
      ["nets", ["10.0.0.0/8"]],
    ]),
  );
  expect(filled.evaluate(context, AS_OF)).toEqual([true]);
  expect(empty.evaluate(context, AS_OF)).toEqual([false]);
  expect(filled.withLists(new Map()).evaluate(context, AS_OF)).toEqual([false]);
});
