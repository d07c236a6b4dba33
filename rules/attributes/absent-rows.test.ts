import { expect, it } from "vitest";
import { type AttributeValue, loadEvaluator, lower } from "../../compiler/index.ts";
import type { BoundAttribute } from "../../dsl/binder/bound.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { ROOT } from "../../scripts/root.js";

const { pack } = await loadPack({ builtIn: ROOT });
const asOf = Date.UTC(2026, 0, 15);
/** A user of whom there is no event, hence no row of any kind. */
const values = loadEvaluator(lower({ ...pack, rules: [] })).attributes(
  buildUser({ user: {}, sources: {} }, asOf),
  asOf,
);

function named(
  kind: (attribute: BoundAttribute) => boolean,
  wanted: (value: AttributeValue | undefined) => boolean,
): readonly string[] {
  const found = pack.attributes.filter((attribute) => kind(attribute) && wanted(values[attribute.name]));
  return found.map(({ name }) => name).toSorted();
}

it("counts no rows as none, and lists nothing of them", () => {
  // the ages of an account without events are those of an account that was created just now
  expect(
    named(
      ({ type, optional }) => type.kind === "int" && !optional,
      (value) => value !== 0,
    ),
  ).toEqual([]);
  expect(
    named(
      ({ type }) => type.kind === "list",
      (value) => !Array.isArray(value) || value.length > 0,
    ),
  ).toEqual([]);
});

it("calls nothing true of a user without rows", () =>
  expect(
    named(
      ({ type }) => type.kind === "bool",
      (value) => value === true,
    ),
  ).toEqual([]));

it("knows that no row is of some kind where there is none, and misses everything else that may be missing", () => {
  expect(
    named(
      ({ optional }) => optional,
      (value) => value !== null,
    ),
  ).toEqual([
    "ee_has_apple",
    "eip_blocklist",
    "eip_data_center",
    "eip_has_specific_country",
    "eip_relay",
    "eip_starlink",
    "eip_suspicious_asn",
    "eip_tor",
    "eip_vpn",
    "eup_has_bot_devices",
    "eup_has_linux_system",
    "eup_old_browser",
    "eup_vulnerable_ua",
    "event_2xx_http",
    "event_http_method_head",
  ]);
});
