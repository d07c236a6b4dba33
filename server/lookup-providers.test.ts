import { expect, it } from "vitest";
import { readEnv } from "./env.ts";
import { lookupProviders, lookupTargets } from "./lookup-providers.ts";

const settingsOf = (variables: Readonly<Record<string, string>>) => readEnv(variables, "/").lookups;

it("makes those that are on, and nobody else", () => {
  const ids = (variables: Readonly<Record<string, string>>) =>
    lookupProviders(settingsOf(variables), "/data").map(({ id }) => id);
  expect(ids({})).toEqual([]);
  expect(ids({ TOCSIN_HIBP_KEY: "0123456789", TOCSIN_DNSBL_ZONES: "bl.example.net" })).toEqual([]);
  expect(ids({ TOCSIN_LOOKUPS: "rdap,mx" })).toEqual(["mx", "rdap"]);
});

it("says who is asked, without the keys that some blocklists have in their names", () =>
  expect(
    lookupTargets(
      settingsOf({
        TOCSIN_DNS_SERVERS: "127.0.0.1:53",
        TOCSIN_HIBP_URL: "https://breaches.example.net/v3",
        TOCSIN_DNSBL_ZONES: "abcdefghij0123456789klmnop.sbl-xbl.dq.example.net, bl.example.org",
      }),
    ),
  ).toEqual({
    mx: "127.0.0.1:53",
    rdap: "the registries that data.iana.org names",
    breach: "breaches.example.net",
    dnsbl: "….sbl-xbl.dq.example.net, bl.example.org",
  }));
