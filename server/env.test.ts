import { expect, it } from "vitest";
import { EnvError, readEnv } from "./env.ts";

it("has a default for everything that it needs", () =>
  expect(readEnv({}, "/srv/tocsin")).toMatchObject({
    port: 8585,
    host: "127.0.0.1",
    databaseUrl: undefined,
    dataDir: "/srv/tocsin/.tocsin",
    parseOnly: false,
    lookups: { on: [], dnsServers: [], hibpKey: null, dnsblZones: [] },
    queue: { events: 20_000, bytes: 64 * 1024 * 1024 },
    trustProxy: [],
  }));

it("takes an empty variable for one that is not set", () =>
  expect(readEnv({ PORT: "", DATABASE_URL: "" }, "/")).toMatchObject({ port: 8585, databaseUrl: undefined }));

it("reads lists at commas", () =>
  expect(
    readEnv(
      { TOCSIN_TRUST_PROXY: "10.0.0.1, 10.0.0.2,", TOCSIN_FACTS: "a.json", TOCSIN_DNS_SERVERS: "127.0.0.1:53,[::1]" },
      "/x",
    ),
  ).toMatchObject({
    lookups: { dnsServers: ["127.0.0.1:53", "[::1]"] },
    trustProxy: ["10.0.0.1", "10.0.0.2"],
    factsFiles: ["/x/a.json"],
  }));

it("reads which look-ups are on, and whom they ask", () => {
  const { lookups } = readEnv(
    {
      TOCSIN_LOOKUPS: "dnsbl, mx,rdap,breach",
      TOCSIN_HIBP_KEY: "0123456789abcdef",
      TOCSIN_DNSBL_ZONES: "bl.example.net., SBL.example.org",
    },
    "/",
  );
  expect(lookups).toEqual({
    on: ["mx", "rdap", "breach", "dnsbl"],
    dnsServers: [],
    rdapBootstrap: new URL("https://data.iana.org/rdap/dns.json"),
    hibpUrl: new URL("https://haveibeenpwned.com/api/v3"),
    hibpKey: "0123456789abcdef",
    dnsblZones: ["bl.example.net", "sbl.example.org"],
  });
  const own = readEnv({ TOCSIN_LOOKUPS: "breach", TOCSIN_HIBP_URL: "http://127.0.0.1:8000/v3" }, "/");
  expect(own.lookups).toMatchObject({ on: ["breach"], hibpUrl: new URL("http://127.0.0.1:8000/v3"), hibpKey: null });
});

it("lets a folder of rules be edited only where there is one", () => {
  expect(readEnv({ TOCSIN_RULES: "rules", TOCSIN_EDIT: "true" }, "/x")).toMatchObject({
    rulesDir: "/x/rules",
    edit: true,
  });
  expect(() => readEnv({ TOCSIN_EDIT: "true" }, "/x")).toThrow(
    "TOCSIN_EDIT cannot be used: it needs a folder of rules",
  );
});

it.each([
  [
    { TOCSIN_LOOKUPS: "mx,whois" },
    "TOCSIN_LOOKUPS cannot be used: a list of look-ups, separated by commas: mx, rdap, breach, dnsbl",
  ],
  [
    { TOCSIN_LOOKUPS: "breach" },
    "TOCSIN_HIBP_KEY cannot be used: look-ups of breaches need a key, or a server of your own in TOCSIN_HIBP_URL",
  ],
  [
    { TOCSIN_LOOKUPS: "dnsbl" },
    "TOCSIN_DNSBL_ZONES cannot be used: look-ups in DNS blocklists need the zones of at least one",
  ],
  [
    { TOCSIN_RDAP_BOOTSTRAP: "http://rdap.example.net/dns.json" },
    "TOCSIN_RDAP_BOOTSTRAP cannot be used: a URL that begins with https:// (or http:// on this machine)",
  ],
  [{ TOCSIN_DNSBL_ZONES: "not_a zone" }, "TOCSIN_DNSBL_ZONES cannot be used: names of DNS zones, separated by commas"],
])("says in a sentence what is wrong with %j", (variables, sentence) =>
  expect(() => readEnv(variables, "/")).toThrow(sentence),
);

it.each([
  [{ PORT: "eighty" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ TOCSIN_LOG: "loud" }, "TOCSIN_LOG"],
  [{ TOCSIN_LOOKUPS: "everything" }, "TOCSIN_LOOKUPS"],
  [{ TOCSIN_HIBP_KEY: "two words" }, "TOCSIN_HIBP_KEY"],
  [{ TOCSIN_HIBP_URL: "ftp://example.com" }, "TOCSIN_HIBP_URL"],
  [{ TOCSIN_DNS_SERVERS: "ns.example.com" }, "TOCSIN_DNS_SERVERS"],
  [{ TOCSIN_METRICS_TOKEN: "short" }, "TOCSIN_METRICS_TOKEN"],
  [{ TOCSIN_PARSE_ONLY: "maybe" }, "TOCSIN_PARSE_ONLY"],
])("names the variable of %j that it cannot use, without its value", (variables, name) => {
  expect(() => readEnv(variables, "/")).toThrow(EnvError);
  expect(() => readEnv(variables, "/")).toThrow(`environment variable ${name} cannot be used`);
  expect(() => readEnv(variables, "/")).not.toThrow(Object.values(variables)[0]);
});
