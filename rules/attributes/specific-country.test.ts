import { expect, it } from "vitest";
import { loadEvaluator, lower } from "../../compiler/index.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { COUNTRIES } from "../../dsl/types/enumerations.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { ROOT } from "../../scripts/root.js";

const { pack } = await loadPack({ builtIn: ROOT });
const rules = pack.rules.filter(({ id }) => id.startsWith("C"));
const evaluator = loadEvaluator(lower({ ...pack, rules }));
const asOf = Date.UTC(2026, 0, 15);

it("has as specific countries those that some country rule looks for, and no other", () => {
  const byAttribute: string[] = [];
  const byRules: string[] = [];
  for (const country of COUNTRIES) {
    const user = buildUser({ user: {}, sources: { ips: [{ address: "192.0.2.1", country }] } }, asOf);
    if (evaluator.attributes(user, asOf)["eip_has_specific_country"] === true) byAttribute.push(country);
    if (evaluator.evaluate(user, asOf).includes(true)) byRules.push(country);
  }
  expect(byRules.length).toBeGreaterThan(40);
  expect(byAttribute).toEqual(byRules);
});
