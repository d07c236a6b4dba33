import { expect, it } from "vitest";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { packOf } from "../packs/load-pack.ts";
import { guardEvaluator } from "./guard-evaluator.ts";

const { plan, evaluator } = packOf([
  { path: "rules/X01_search.tocsin", text: 'rule X01 "Search" { when any event { .url contains "admin" } }' },
  { path: "rules/X02_busy.tocsin", text: 'rule X02 "Busy" { when user.event_count >= 3 }' },
  { path: "rules/X03_quiet.tocsin", text: 'rule X03 "Quiet" { when user.event_count < 3 }' },
]);

const NO_ROWS = { ips: [], devices: [], sessions: [], emails: [], phones: [], field_changes: [], peers: [] };
const AS_OF = Date.UTC(2026, 10, 20);

function contextWith(url: unknown): UserContext {
  const user = { event_count: 4 };
  const events = [{ time: AS_OF, url, type: "page_view" }];
  return { ...NO_ROWS, user, events } as unknown as UserContext; // what the three rules read, and a text that is none
}

it("judges as the evaluator does, and tells of nothing", () => {
  const failures: string[] = [];
  const guarded = guardEvaluator({ plan, evaluator }, (rule) => failures.push(rule));
  expect([...guarded.evaluate(contextWith("/admin"), AS_OF)]).toEqual([true, true, false]);
  expect(failures).toEqual([]);
});

it("takes a rule that fails as unknown, tells of it, and judges by the others", () => {
  const broken = contextWith(Symbol("no text"));
  expect(() => evaluator.evaluate(broken, AS_OF)).toThrow(TypeError);
  const failures: [string, unknown][] = [];
  const guarded = guardEvaluator({ plan, evaluator }, (rule, error) => failures.push([rule, error]));
  expect([...guarded.evaluate(broken, AS_OF)]).toEqual([null, true, false]);
  expect(failures).toEqual([["X01", expect.any(Error)]]);
  expect([...guarded.withLists(new Map()).evaluate(broken, AS_OF)]).toEqual([null, true, false]);
});
