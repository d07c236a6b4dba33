import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createFacts } from "../create-facts.ts";
import { openBundled } from "./open-bundled.ts";

const bundled = await openBundled(fileURLToPath(new URL("../../../data", import.meta.url)));
const day = Date.parse("2026-11-25");
const facts = createFacts({ bundled, now: () => day });

it("knows country, network and owner of a public address, each with its source and day", () => {
  const { values, known } = facts.ip("193.0.6.139");
  expect(values).toMatchObject({
    country: "NL",
    asn: 3333,
    subnet: "193.0.0.0/21",
    starlink: false,
    checked: true,
    lan: false,
  });
  expect(known).toContainEqual({ source: "countries", asOf: "2026-06-01", fields: ["country"] });
  expect(known).toContainEqual({
    source: "networks",
    asOf: "2026-06-17",
    fields: ["asn", "subnet", "organisation", "starlink"],
  });
});

it("knows a hosting network by its number, and of no address that it is in none", () => {
  expect([facts.ip("88.198.0.1").values, facts.ip("193.0.6.139").values]).toMatchObject([
    { asn: 24_940, data_center: true },
    { data_center: null },
  ]);
});

it("tells Starlink by its number", () => expect(facts.ip("98.97.1.1").values).toMatchObject({ starlink: true }));

it("denies nothing by a table that is a year old", () => {
  const later = createFacts({ bundled, now: () => Date.parse("2028-01-01") });
  expect(later.ip("193.0.6.139").values).toMatchObject({ country: "NL", asn: 3333, starlink: null });
  expect(later.ip("193.0.6.139").unknown).toContainEqual({ reason: "stale", fields: ["starlink"] });
  expect(later.ip("98.97.1.1").values).toMatchObject({ starlink: true });
});

it("says of an address that stands in no table that it was looked up and not found", () => {
  // Of a block that was never given out.
  const { values, unknown } = facts.ip("4000::1");
  expect(values).toMatchObject({ country: null, asn: null, subnet: null, starlink: null, checked: true });
  expect(unknown).toContainEqual({
    reason: "not_found",
    fields: ["country", "asn", "subnet", "organisation", "starlink"],
  });
  expect(createFacts().ip("4000::1").values).toMatchObject({ checked: false });
});

it("leaves private addresses alone", () => {
  expect(facts.ip("10.1.2.3")).toEqual(createFacts().ip("10.1.2.3"));
});

it("gives way to what an operator's file says", () => {
  const file = {
    source: "ours",
    asOf: null,
    ips: { "193.0.6.139": { country: "DE", checked: true } },
    domains: {},
    emails: {},
    phones: {},
    userAgents: {},
  } as const;
  expect(createFacts({ bundled, files: [file] }).ip("193.0.6.139").values).toMatchObject({ country: "DE", asn: 3333 });
});
