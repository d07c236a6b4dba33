import { expect, it } from "vitest";
import { readReferenceNames } from "../../scripts/docs/reference-names.ts";
import { ROOT } from "../../scripts/root.js";
import { contextValue, isComparable } from "./context-value.ts";

const names = new Map(readReferenceNames(ROOT).map((each) => [each.name, each]));
const countries = new Map([
  [0, "N/A"],
  [85, "DE"],
  [251, "EU"],
  [255, "UK"],
]);
const named = (name: string) => {
  const found = names.get(name);
  if (found === undefined) throw new Error(`there is no name ${name}`);
  return found;
};

it.each([
  ["ea_created", "2026-09-12 00:00:00.001", Date.UTC(2026, 8, 12, 0, 0, 0, 1)],
  ["ld_creation_date", "2024-09-12 00:00:00", Date.UTC(2024, 8, 12)],
  ["ee_earliest_breach", ["2025-10-17", null], [Date.UTC(2025, 9, 17)]],
  ["lp_country_code", 255, "GB"],
  ["lp_country_code", 251, null],
  ["lp_country_code", null, null],
  ["eip_country_id", [85, 0, 85], ["DE"]],
  ["eip_ip_id", { "192.0.2.2": {}, "192.0.2.1": {} }, ["192.0.2.1", "192.0.2.2"]],
  ["eip_ip_id", [], []],
  ["eip_cidr_count", { "192.0.2.0/24": 2, "": 1 }, 1],
  ["eip_country_count", { "85": 2, "0": 1 }, 1],
  ["eup_device", ["feature phone", null, "desktop"], ["desktop", "feature_phone"]],
  ["eup_lang", ["", "de", null], ["de"]],
  ["event_type", [13, 1, 1], ["field_edit", "page_view"]],
  ["event_http_method", [3, null], ["head"]],
  ["event_http_code", [404, null, 200], [200, 404]],
  ["le_exists", false, false],
  ["le_local_part_len", 7, 7],
])("reads %s %j", (name, raw, value) => expect(contextValue(named(name), { [name]: raw }, countries)).toEqual(value));

it("names devices by their user agents", () => {
  const context = { event_device: [12, 11, 12], eup_device_id: [11, 12], eup_ua: [null, "curl/8.5.0"] };
  expect(contextValue(named("event_device"), context, countries)).toEqual(["curl/8.5.0"]);
});

it("compares what a context has, but no number of another database", () => {
  expect(isComparable(named("ea_userid"), { ea_userid: "anna" })).toBe(true);
  expect(isComparable(named("ea_userid"), {})).toBe(false);
  expect(isComparable(named("ea_id"), { ea_id: 8016 })).toBe(false);
});
