import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadPack } from "../runtime/packs/load-pack.ts";

const {
  presets: all,
  pack: { rules },
} = await loadPack({ builtIn: new URL("..", import.meta.url).pathname });
const presets = all.filter(({ name }) => !name.endsWith("_plus"));
const plus = all.filter(({ name }) => name.endsWith("_plus"));

/** Rules and the sum of their weights: enough to notice any change of the presets that people already use. */
it("has the thirteen presets of the reference system", () => {
  const sums = presets.map(({ name, title, weights }) => [
    name,
    title,
    weights.size,
    [...weights.values()].reduce((sum, weight) => sum + weight, 0),
  ]);
  expect(sums).toEqual([
    ["account_registration", "Account registration", 35, 630],
    ["account_takeover", "Account takeover", 25, 840],
    ["api_protection", "API protection", 10, 590],
    ["bot_detection", "Bot detection", 6, 420],
    ["content_spam", "Content spam", 9, 280],
    ["credential_stuffing", "Credential stuffing", 9, 230],
    ["default", "Empty rules settings", 0, 0],
    ["dormant_account", "Dormant account", 1, 70],
    ["fraud_prevention", "Fraud prevention", 25, 470],
    ["high_risk_regions", "High-risk regions", 3, 60],
    ["insider_threat", "Insider threat", 6, 420],
    ["multi_accounting", "Multi-accounting", 10, 420],
    ["promo_abuse", "Promo abuse", 12, 430],
  ]);
});

it("weighs every rule as the reference system does", async () => {
  const text = await readFile(new URL("reference-weights.tsv", import.meta.url), "utf8");
  const published = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const ours = presets.flatMap(({ name, weights }) => [...weights].map(([id, weight]) => `${name}\t${id}\t${weight}`));
  expect(ours.toSorted()).toEqual(published.toSorted());
});

it("sends users to the review queue at 33 and nobody to the blacklist", () => {
  expect(new Set(presets.map(({ review }) => review))).toEqual(new Set([33]));
  expect(new Set(presets.map(({ blacklist }) => blacklist))).toEqual(new Set([null]));
});

it("adds only rules beyond the reference system to what a preset weighs", () => {
  expect(plus).toHaveLength(12);
  for (const { name, weights } of plus) {
    const base = presets.find((preset) => `${preset.name}_plus` === name);
    const added = [...weights].filter(([id]) => Number(id.slice(1)) > 100);
    expect(new Map([...(base?.weights ?? []), ...added]), name).toEqual(weights);
    expect(added.length, name).toBeGreaterThan(0);
  }
});

it("weighs every rule beyond the reference system somewhere", () => {
  const weighed = new Set(plus.flatMap(({ weights }) => [...weights.keys()]));
  expect(rules.map(({ id }) => id).filter((id) => Number(id.slice(1)) > 100 && !weighed.has(id))).toEqual([]);
});
