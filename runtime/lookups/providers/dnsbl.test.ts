import { expect, it, onTestFinished } from "vitest";
import { dnsServer, type Zone } from "../testing/dns-server.ts";
import { createDnsbl, reversed } from "./dnsbl.ts";

const listed = (...addresses: readonly string[]) => ({ addresses });

async function blocklists(zone: Zone) {
  const server = await dnsServer(zone);
  onTestFinished(() => server.close());
  const provider = createDnsbl({ zones: ["one.bl", "two.bl"], servers: [server.address] });
  return { server, provider, ask: (address: string) => provider.ask(address, AbortSignal.timeout(300)) };
}

it("tells that an address is listed when one of the lists names it", async () => {
  const { server, ask } = await blocklists({ "30.20.10.85.two.bl": listed("127.0.0.2", "127.0.0.4") });
  expect(await ask("85.10.20.30")).toMatchObject({ kind: "told", facts: { spam_listed: true } });
  expect(await ask("85.10.20.31")).toMatchObject({ kind: "told", facts: { spam_listed: false } });
  expect(server.asked.toSorted()).toEqual([
    "30.20.10.85.one.bl",
    "30.20.10.85.two.bl",
    "31.20.10.85.one.bl",
    "31.20.10.85.two.bl",
  ]);
});

it("asks about IPv6 digit by digit", async () => {
  const name = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.f.0.8.f.4.0.1.0.a.2";
  expect(reversed("2a01:4f8:f01::1")).toBe(name);
  const { ask } = await blocklists({ [`${name}.one.bl`]: listed("127.0.0.3") });
  expect(await ask("2a01:4f8:f01::1")).toMatchObject({ facts: { spam_listed: true } });
});

it.each([
  ["a list that refuses the question", listed("127.255.255.254"), "error"],
  ["a name server that makes up addresses", listed("85.10.99.1"), "error"],
  ["a list that fails", "broken", "error"],
  ["a list that does not answer", "silent", "timeout"],
] as const)("does not say that an address is not listed because of %s", async (_, answer, reason) => {
  const { ask } = await blocklists({ "30.20.10.85.one.bl": answer });
  expect(await ask("85.10.20.30")).toEqual({ kind: "failure", reason });
});

it("believes one list while the other does not answer", async () => {
  const { ask } = await blocklists({ "30.20.10.85.one.bl": "broken", "30.20.10.85.two.bl": listed("127.0.0.2") });
  expect(await ask("85.10.20.30")).toMatchObject({ facts: { spam_listed: true } });
});

it.each(["10.0.0.1", "127.0.0.1", "100.64.0.1", "192.0.2.1", "fe80::1", "2001:db8::1", "0.0.0.0"])(
  "never asks about %s, which belongs to nobody",
  async (address) => {
    const { provider } = await blocklists({});
    expect(provider.subjectOf(address)).toBeNull();
    expect(provider.subjectOf("85.10.20.30")).toBe("85.10.20.30");
  },
);
