import { expect, it } from "vitest";
import { DataError } from "./data-error.ts";
import { isMmdb, openMmdb, surveyMmdb } from "./mmdb-file.ts";
import { writeMmdb, type MmdbValue } from "./testing/write-mmdb.ts";

const maxMindCountry = {
  continent: { code: "EU" },
  country: { iso_code: "DE", is_in_european_union: true },
  registered_country: { iso_code: "FR" },
};

/** The record shapes of each maker, as their files have them. */
const RECORDS: readonly (readonly [maker: string, record: MmdbValue, facts: object])[] = [
  ["GeoLite2-Country", maxMindCountry, { country: "DE" }],
  ["GeoLite2-City", { city: { names: { en: "Berlin" } }, ...maxMindCountry }, { country: "DE" }],
  ["a country known by registration only", { registered_country: { iso_code: "FR" } }, { country: "FR" }],
  [
    "GeoLite2-ASN",
    { autonomous_system_number: 64500, autonomous_system_organization: "Example" },
    { asn: 64500, organisation: "Example" },
  ],
  ["GeoIP2-ISP", { autonomous_system_number: 64500, isp: "Example" }, { asn: 64500, organisation: "Example" }],
  ["GeoIP2-Anonymous-IP", { is_anonymous: true, is_anonymous_vpn: true }, { vpn: true }],
  [
    "GeoIP2-Anonymous-IP with a Tor exit",
    { is_tor_exit_node: true, is_hosting_provider: true },
    { tor: true, data_center: true },
  ],
  ["DB-IP Country", { continent: { code: "EU" }, country: { iso_code: "DE" } }, { country: "DE" }],
  [
    "DB-IP ISP",
    { traits: { autonomous_system_number: 64500, isp: "Example", user_type: "hosting" } },
    { asn: 64500, organisation: "Example", data_center: true },
  ],
  [
    "IPinfo Lite",
    { country: "Germany", country_code: "DE", asn: "AS64500", as_name: "Example", as_domain: "example.com" },
    { country: "DE", asn: 64500, organisation: "Example" },
  ],
  ["IPinfo country_asn", { country: "DE", country_name: "Germany", asn: "", as_name: "" }, { country: "DE" }],
  [
    "IPinfo ASN",
    { asn: "AS64500", domain: "example.com", name: "Example", type: "hosting", country: "DE" },
    { country: "DE", asn: 64500, organisation: "Example", data_center: true },
  ],
  [
    "IPinfo Privacy",
    { hosting: true, proxy: false, relay: false, tor: false, vpn: true },
    { data_center: true, relay: false, tor: false, vpn: true },
  ],
  [
    "IPinfo Privacy of old",
    { hosting: "true", relay: "", tor: "", vpn: "" },
    { data_center: true, relay: false, tor: false, vpn: false },
  ],
  [
    "IPinfo Core",
    { country_code: "DE", asn: "AS64500", as_name: "Example", as_type: "isp", is_hosting: false },
    { country: "DE", asn: 64500, organisation: "Example", data_center: false },
  ],
  ["IPinfo Plus", { is_vpn: true, is_tor: false, is_relay: false }, { vpn: true, tor: false, relay: false }],
  ["@ip-location-db", { country_code: "DE" }, { country: "DE" }],
  ["a country that there is not", { country: { iso_code: "EU" } }, {}],
];

it.each(RECORDS)("reads a record of %s", (type, record, facts) => {
  const bytes = writeMmdb({ type, networks: { "192.0.2.0/24": record, "2001:db8::/32": record } });
  expect(isMmdb(bytes)).toBe(true);
  const file = openMmdb(bytes);
  expect(file.find("192.0.2.77")).toEqual({ facts, subnet: "192.0.2.0/24" });
  expect(file.find("2001:db8::1")).toEqual({ facts, subnet: "2001:db8::/32" });
  expect(file.find("198.51.100.1")).toBeNull();
});

it("tells when a file was built and what it is", () => {
  const built = new Date("2026-10-31T12:00:00Z");
  expect(openMmdb(writeMmdb({ type: "X", built, networks: { "192.0.2.0/24": "x" } }))).toMatchObject({
    type: "X",
    built,
  });
});

it("counts networks of both families once and finds all facts", () => {
  const networks = {
    "0.0.0.0/8": { is_tor_exit_node: true },
    "192.0.2.0/25": { is_anonymous_vpn: true },
    "192.0.2.129/32": { is_anonymous_vpn: true },
    "255.255.255.255/32": {},
    "2001:db8::/32": { is_hosting_provider: true },
    "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128": {},
  };
  const survey = surveyMmdb(writeMmdb({ type: "X", networks }));
  expect(survey.networks).toBe(6);
  expect([...survey.facts].sort()).toEqual(["data_center", "tor", "vpn"]);
  expect(surveyMmdb(writeMmdb({ type: "X", networks: { "0.0.0.0/1": { asn: "AS64500" } } })).facts).toContain("subnet");
});

it("knows nothing of IPv6 when it was written for IPv4", () => {
  const file = openMmdb(writeMmdb({ type: "X", ipVersion: 4, networks: { "32.0.0.0/3": { country_code: "DE" } } }));
  expect(file.find("32.1.2.3")?.facts).toEqual({ country: "DE" });
  expect(file.find("2001:db8::1")).toBeNull();
  expect([file.covers("v4"), file.covers("v6")]).toEqual([true, false]);
});

it("refuses a file of which a record is damaged", () => {
  const bytes = writeMmdb({ type: "X", networks: { "192.0.2.0/24": { country_code: "DE" } } });
  const at = bytes.indexOf("country_code") - 2;
  bytes.fill(0xff, at, at + 4);
  expect(() => surveyMmdb(bytes)).toThrow(DataError);
  expect(() => openMmdb(Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"))).toThrow(DataError);
});
