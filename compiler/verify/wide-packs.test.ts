import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import { verifyPack } from "./verify-pack.ts";

const database = emptyDatabase();

it("compares more rules and attributes than a statement of PostgreSQL has columns", { timeout: 240_000 }, async () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const attributes = Array.from({ length: 700 }, (_, i) => `attribute a${i} : int = user.event_count + ${i}`);
  const rules = Array.from({ length: 1_200 }, (_, i) => {
    const id = `${letters[Math.floor(i / 900)] ?? "A"}${100 + (i % 900)}`;
    return { path: `${id}_many.tocsin`, text: `rule ${id} "Many" {\n  when a${i % 700} > ${i}\n}\n` };
  });
  const files = [{ path: "attributes.tocsin", text: attributes.join("\n") }, ...rules];
  const { pack } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error("the pack is well-typed");
  const report = await verifyPack(lower(pack), {
    cases: 20,
    seed: 1,
    run: async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows,
  });
  expect(report).toMatchObject({ cases: 20, attributes: 700, counterexample: null });
  expect(report.rules.length).toBe(1_200);
});
