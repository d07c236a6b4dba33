import { expect, it } from "vitest";
import { lowerWithPlaces } from "../../compiler/index.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { blameUnknown } from "./blame-unknown.ts";
import { dryRun } from "./dry-run.ts";

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const TEXT = 'rule X01 "Named" {\n  when {\n    user.first_name == "Ann"\n    any ip { .tor }\n  }\n}\n';

it("counts what is missing of the users for whom the rule is unknown", async () => {
  const { store, appId, send } = await runtimeTester(database.pool, {
    facts: { ips: { "5.5.5.1": { tor: true }, "5.5.5.2": { tor: false } } },
  });
  await send({ userName: "matches", firstName: "Ann", ipAddress: "5.5.5.1" });
  await send({ userName: "false", ipAddress: "5.5.5.2" });
  await send({ userName: "nameless", ipAddress: "5.5.5.1" });
  await send({ userName: "placeless", firstName: "Ann", ipAddress: "9.9.9.1" });
  await send({ userName: "neither", ipAddress: "9.9.9.1" });
  await send({ userName: "neither", ipAddress: "9.9.9.2" });
  const pack = packOf([{ path: "rules/X01_named.tocsin", text: TEXT }]);
  const asked = { appId, rules: ["X01"], scope: "all", asOf: AS_OF } as const;
  const [rule] = (await dryRun(store, pack.plan, asked)).rules;
  expect(rule).toMatchObject({ matched: 1, unknown: 3 });
  const question = { appId, lowered: lowerWithPlaces(pack.pack), rule: "X01", asOf: AS_OF, textOf: () => TEXT };
  expect(await blameUnknown(store, { ...question, userIds: rule?.unknownUsers ?? [] })).toEqual({
    looked: 3,
    reasons: [
      { what: "field", name: ".tor", users: 2 },
      { what: "field", name: "user.first_name", users: 2 },
    ],
  });
  expect(await blameUnknown(store, { ...question, userIds: [] })).toEqual({ looked: 0, reasons: [] });
});
