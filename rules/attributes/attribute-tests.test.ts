import { expect, it } from "vitest";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { attributeTests, type AttributeTests } from "../../scripts/docs/attribute-tests.ts";
import { ROOT } from "../../scripts/root.js";

const { pack } = await loadPack({ builtIn: ROOT });
/** Each attribute with the values that it is computed to in cases whose expectations depend on it. */
const tested = attributeTests(pack).map(({ attribute, values }) => ({
  attribute,
  values: values.flatMap(({ given, value }) => (given ? [] : [value])),
}));
const withoutValue = (
  kind: (attribute: AttributeTests["attribute"]) => boolean,
  wanted: (value: (typeof tested)[number]["values"][number]) => boolean,
) =>
  tested.filter(({ attribute, values }) => kind(attribute) && !values.some(wanted)).map((each) => each.attribute.name);

it("knows each attribute in some test", () =>
  expect(
    withoutValue(
      () => true,
      (value) => value !== null,
    ),
  ).toEqual([]));

it("misses each attribute that may be missing in some test", () =>
  expect(
    withoutValue(
      ({ optional }) => optional,
      (value) => value === null,
    ),
  ).toEqual([]));

it.each([true, false])("has each bool %s in some test", (wanted) =>
  expect(
    withoutValue(
      ({ type }) => type.kind === "bool",
      (value) => value === wanted,
    ),
  ).toEqual([]),
);

it("has each number above zero in some test", () =>
  expect(
    withoutValue(
      ({ type }) => type.kind === "int",
      (value) => Number(value) > 0,
    ),
  ).toEqual([]));

it("has entries in each list in some test", () =>
  expect(
    withoutValue(
      ({ type }) => type.kind === "list",
      (value) => Array.isArray(value) && value.length > 0,
    ),
  ).toEqual([]));
