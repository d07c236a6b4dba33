import { expect, it } from "vitest";
import { EnvError, readEnv } from "./env.ts";

it("has a default for everything that it needs", () =>
  expect(readEnv({}, "/srv/tocsin")).toMatchObject({
    port: 8585,
    host: "127.0.0.1",
    databaseUrl: undefined,
    dataDir: "/srv/tocsin/.tocsin",
    parseOnly: false,
    looksUpMx: false,
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
    dnsServers: ["127.0.0.1:53", "[::1]"],
    trustProxy: ["10.0.0.1", "10.0.0.2"],
    factsFiles: ["/x/a.json"],
  }));

it.each([
  [{ PORT: "eighty" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ TOCSIN_LOG: "loud" }, "TOCSIN_LOG"],
  [{ TOCSIN_LOOKUPS: "everything" }, "TOCSIN_LOOKUPS"],
  [{ TOCSIN_DNS_SERVERS: "ns.example.com" }, "TOCSIN_DNS_SERVERS"],
  [{ TOCSIN_METRICS_TOKEN: "short" }, "TOCSIN_METRICS_TOKEN"],
  [{ TOCSIN_PARSE_ONLY: "maybe" }, "TOCSIN_PARSE_ONLY"],
])("names the variable of %j that it cannot use, without its value", (variables, name) => {
  expect(() => readEnv(variables, "/")).toThrow(EnvError);
  expect(() => readEnv(variables, "/")).toThrow(`environment variable ${name} cannot be used`);
  expect(() => readEnv(variables, "/")).not.toThrow(Object.values(variables)[0]);
});
