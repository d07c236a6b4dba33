import { expect, it } from "vitest";
import { valueTypeText } from "../../dsl/types/type-text.ts";
import { ENUMERATIONS } from "../../dsl/types/enumerations.ts";
import { loadPack, recheckPack } from "../../runtime/packs/load-pack.ts";
import { readReferenceNames } from "../../scripts/docs/reference-names.ts";
import { ROOT } from "../../scripts/root.js";

const loaded = await loadPack({ builtIn: ROOT });
const attributes = new Map(loaded.pack.attributes.map((attribute) => [attribute.name, attribute]));
const names = readReferenceNames(ROOT);

it("knows the 138 names of the reference system, each once", () => {
  expect(names).toHaveLength(138);
  expect(new Set(names.map(({ name }) => name)).size).toBe(138);
});

it("has each as an attribute with a doc, of the type that the table says", () => {
  const wrong = names.flatMap(({ name, type, attribute }) => {
    const found = attributes.get(attribute);
    if (found === undefined) return [`${name}: there is no attribute ${attribute}`];
    const actual = valueTypeText(found);
    if (actual !== type) return [`${name}: ${actual}, not ${type}`];
    return found.doc === null ? [`${name}: has no doc`] : [];
  });
  expect(wrong).toEqual([]);
});

it("renames only what is a word of the language", () => {
  const renamed = names.filter(({ name, attribute }) => name !== attribute);
  expect(renamed.map(({ name, attribute }) => [name, attribute])).toEqual([["event_type", "event_types"]]);
  expect(Object.keys(ENUMERATIONS)).toContain("event_type");
});

it("says what stands there for a missing value, where a value may be missing here and only there", () => {
  const silent = names.filter(({ attribute, nothing }) => attributes.get(attribute)?.optional === (nothing === "-"));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it("has no number and no text for a missing value", () => {
  // -1, 0 and "" of the table are the reference system's: here each of these attributes may be missing
  const sentinels = names.filter(({ nothing }) => ["-1", "0", '""'].includes(nothing));
  expect(sentinels.length).toBeGreaterThan(5);
  expect(sentinels.filter(({ type }) => !type.endsWith("?"))).toEqual([]);
});

it("asks over rows what lists there say by their index, in conditions that compile", () => {
  const asked = names.filter(({ overRows }) => overRows !== null);
  const listed = names.filter(({ attribute }) => attributes.get(attribute)?.type.kind === "list");
  expect(listed.filter((each) => each.overRows === null).map(({ name }) => name)).toEqual(["eip_asns"]);
  const text = asked.map(({ name, overRows }) => `attribute over_${name} : bool?\n  = ${overRows ?? ""}\n`).join("\n");
  const checked = recheckPack(loaded, { path: "user/rules/over-rows.tocsin", text });
  expect(checked.diagnostics.map(({ message }) => message)).toEqual([]);
  const bound = new Set(checked.pack?.attributes.map(({ name }) => name));
  expect(asked.filter(({ name }) => !bound.has(`over_${name}`))).toEqual([]);
});
