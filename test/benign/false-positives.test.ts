import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../scripts/root.js";
import { testDatabase } from "../database/test-database.ts";
import { falsePositives } from "./false-positives.ts";
import { honestUsers } from "./population.ts";

const database = testDatabase();

it("tells of a thousand people and more, the same ones every time", () => {
  const users = honestUsers();
  expect(users.length).toBeGreaterThanOrEqual(1_000);
  expect(new Set(users.map(({ events }) => events[0]?.fields["userName"])).size).toBe(users.length);
  expect(honestUsers()).toEqual(users);
});

it("finds what the page says", async () => {
  const written = await readFile(join(ROOT, "docs", "rules", "false-positives.md"), "utf8");
  expect(await falsePositives(database.pool, ROOT)).toBe(written);
});
