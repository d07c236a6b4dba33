import { expect, it } from "vitest";
import { planRows } from "./plan-rows.ts";

const step = (name: string, cost: number, inputs: Parameters<typeof planRows>[0]["inputs"] = []) => ({
  ...{ step: name, table: null, index: null, rows: 1, actual: null },
  cost,
  inputs,
});

it("puts each step above those that it reads from, with its own part of the cost", () => {
  const rows = planRows(step("Join", 100, [step("Scan", 60), step("Sort", 30, [step("Scan", 10)])]));
  expect(rows.map(({ depth, node, share }) => [depth, node.step, share])).toEqual([
    [0, "Join", 0.1],
    [1, "Scan", 0.6],
    [1, "Sort", 0.2],
    [2, "Scan", 0.1],
  ]);
});

it("has no negative parts where an input is asked many times", () =>
  expect(planRows(step("Limit", 10, [step("Scan", 200)])).map(({ share }) => share)).toEqual([0, 20]));
