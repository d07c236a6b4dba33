import { beforeAll, expect, it } from "vitest";
import { CompileAnswer, QueryPlanAnswer, type CompiledRule, type QueryPlanNode } from "../../api/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";
const ask = (path: string, json: object) => tester.send("POST", path, { cookie, json });
const B02 = "rules/behaviour/B02_password_changed.tocsin";

beforeAll(async () => {
  cookie = await tester.signIn();
});

function compiled(json: unknown): CompiledRule {
  const answer = CompileAnswer.parse(json);
  if (answer.kind !== "compiled") throw new Error(JSON.stringify(answer));
  return answer;
}

it("shows a rule in every target, and which part of its text each stretch comes from", async () => {
  const answer = compiled((await ask("/api/v1/compiled", { rule: "A01" })).json);
  expect(answer.rule).toMatchObject({ id: "A01" });
  expect(answer.sql.text).toMatch(/^SELECT u\.user_id/);
  expect(answer.sql.parameters.length).toBeGreaterThan(3);
  expect(answer.typescript.text).toContain("export function evaluate(");
  expect(answer.plan.text).toMatch(/^rule A01\n/);
  expect(answer.cost).toMatchObject({ class: "rows" });
  for (const { text, ranges } of [answer.sql, answer.typescript, answer.plan]) {
    expect(ranges.length).toBeGreaterThan(0);
    expect(
      ranges.every(({ part, start, end }) => part < answer.parts.length && start < end && end <= text.length),
    ).toBe(true);
  }
});

it("shows the text of the editor, and refuses one with errors", async () => {
  const text = (when: string) => `rule B02 "Changed" { when ${when} }`;
  const changed = { path: B02, text: text("user.event_count > 41") };
  const answer = compiled((await ask("/api/v1/compiled", { rule: "B02", source: changed })).json);
  expect(answer.sql.parameters).toContain("41");
  const broken = { path: B02, text: text("user.event_counts > 41") };
  for (const path of ["/api/v1/compiled", "/api/v1/compiled/query-plan"])
    expect((await ask(path, { rule: "B02", source: broken })).json).toMatchObject({ kind: "refused" });
  expect(await ask("/api/v1/compiled", { rule: "X99" })).toMatchObject({ status: 404, json: { code: "not_found" } });
});

it("tells how PostgreSQL asks it, with figures when it was run, and no value of anybody", async () => {
  const source = { path: B02, text: `rule B02 "Changed" { when user.name == "secret-name" }` };
  const planned = QueryPlanAnswer.parse((await ask("/api/v1/compiled/query-plan", { rule: "B02", source })).json);
  if (planned.kind !== "planned") throw new Error("refused");
  const nodes = (node: QueryPlanNode): readonly QueryPlanNode[] => [node, ...node.inputs.flatMap(nodes)];
  expect(nodes(planned.root).map(({ table }) => table)).toContain("users");
  expect(nodes(planned.root).every(({ actual }) => actual === null)).toBe(true);
  expect(planned.executionMs).toBeNull();

  const { json, text } = await ask("/api/v1/compiled/query-plan", { rule: "B02", source, run: true });
  const run = QueryPlanAnswer.parse(json);
  if (run.kind !== "planned") throw new Error("refused");
  expect(run.executionMs).toBeGreaterThan(0);
  expect(run.root.actual).not.toBeNull();
  expect(text).not.toContain("secret-name");
});
