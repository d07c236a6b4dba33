import { expect, it } from "vitest";
import { fieldNames, fieldType } from "../../../dsl/types/field-type.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import { personalKind } from "./personal-kind.ts";

/** Texts that say nothing about who somebody is. */
const COMMON = new Set([
  "devices.browser",
  "devices.browser_version",
  "devices.os",
  "devices.bot_name",
  "devices.program_class",
  "devices.primary_language",
]);

it("has a kind for every text, address and network of the catalogue, or a reason for none", () => {
  const without = (["user", ...rowSources()] as const).flatMap((source) =>
    fieldNames(source)
      .filter((field) => ["string", "ip", "cidr"].includes(fieldType(source, field)?.type.kind ?? ""))
      .filter((field) => personalKind(source, field) === null)
      .map((field) => `${source}.${field}`),
  );
  expect(new Set(without)).toEqual(COMMON);
});
