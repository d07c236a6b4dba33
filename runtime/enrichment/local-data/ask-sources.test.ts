import { expect, it } from "vitest";
import { askOfAddress, askOfDomain } from "./ask-sources.ts";
import type { OpenSource } from "./open-sources.ts";
import { readContent } from "./read-content.ts";
import { SOURCE_KINDS, type SourceKind } from "./source-kind.ts";
import { writeMmdb, type MmdbToWrite } from "./testing/write-mmdb.ts";

const NOW = Date.parse("2026-11-25T12:00:00Z");

function source(kind: SourceKind, content: string | MmdbToWrite["networks"], age = 0, name: string = kind): OpenSource {
  const bytes = typeof content === "string" ? Buffer.from(content) : writeMmdb({ type: "X", networks: content });
  return {
    stored: {
      name,
      kind,
      facts: [...SOURCE_KINDS[kind].facts],
      file: `${name}.data`,
      type: null,
      date: new Date(NOW - age * 86_400_000),
      importedAt: new Date(NOW),
      origin: "",
      licence: null,
      sha256: "",
      size: bytes.length,
      entries: 1,
    },
    content: readContent(bytes),
  };
}

function ofAddress(address: string, sources: readonly OpenSource[], asn: number | null = null) {
  return Object.fromEntries(
    [...askOfAddress(sources, address, { asn, now: NOW })].map(([fact, answer]) => [
      fact,
      answer.kind === "known" ? answer.value : answer.reason,
    ]),
  );
}

it("has no opinion about facts that no source is about", () => {
  expect(ofAddress("192.0.2.1", [])).toEqual({});
  expect(ofAddress("192.0.2.1", [source("tor", "192.0.2.1")])).toEqual({ tor: true });
  expect(ofAddress("192.0.2.2", [source("tor", "192.0.2.1")])).toEqual({ tor: false });
});

it.each([
  [7, false],
  [8, "stale"],
])("believes a list of Tor exits that is %d days old about what it leaves out: %s", (age, tor) => {
  expect(ofAddress("192.0.2.2", [source("tor", "192.0.2.1", age)])).toEqual({ tor });
  expect(ofAddress("192.0.2.1", [source("tor", "192.0.2.1", age)])).toEqual({ tor: true });
});

it("knows nothing of a family that a list leaves out", () => {
  const v4 = source("hosting", "192.0.2.0/24", 0, "v4");
  const v6 = source("hosting", "2001:db8::/32", 0, "v6");
  expect(ofAddress("2001:db8::1", [v4])).toEqual({ data_center: "not_found" });
  expect(ofAddress("2001:db8::1", [v4, v6])).toEqual({ data_center: true });
  expect(ofAddress("198.51.100.1", [v4, v6])).toEqual({ data_center: false });
});

it("joins the lists of a kind: one that says yes is enough, and a fresh one makes a no", () => {
  const old = source("blocklist", "192.0.2.1", 9, "old");
  const fresh = source("blocklist", "192.0.2.2", 1, "fresh");
  const asked = (address: string) => askOfAddress([old, fresh], address, { asn: null, now: NOW }).get("spam_listed");
  expect(asked("192.0.2.1")).toEqual({ kind: "known", value: true, source: "old", asOf: "2026-11-16" });
  expect(asked("192.0.2.3")).toEqual({ kind: "known", value: false, source: "fresh", asOf: "2026-11-24" });
});

it("asks lists of networks by the number that is known of the address", () => {
  const hosting = source("hosting", "AS64500");
  const asn = source("asn", { "192.0.2.0/24": { autonomous_system_number: 64500 } });
  expect(ofAddress("192.0.2.1", [hosting])).toEqual({ data_center: "not_found" });
  expect(ofAddress("192.0.2.1", [hosting], 64500)).toEqual({ data_center: true });
  expect(ofAddress("192.0.2.1", [hosting], 64501)).toEqual({ data_center: false });
  expect(ofAddress("192.0.2.1", [hosting, asn], 64501)).toMatchObject({
    data_center: true,
    asn: 64500,
    subnet: "192.0.2.0/24",
  });
});

it("does not take a privacy relay for a VPN, whatever a list of VPNs says", () => {
  const vpn = source("vpn", "192.0.2.0/24");
  const relay = source("relay", "192.0.2.1");
  expect(ofAddress("192.0.2.1", [vpn, relay])).toEqual({ relay: true, vpn: false });
  expect(ofAddress("192.0.2.2", [vpn, relay])).toEqual({ relay: false, vpn: true });
});

it("reads a silent record of a file of anonymous addresses as a no, until it is stale", () => {
  const networks = { "192.0.2.0/24": { is_anonymous_vpn: true } };
  expect(ofAddress("192.0.2.1", [source("anonymous", networks)])).toMatchObject({ vpn: true, tor: false });
  expect(ofAddress("198.51.100.1", [source("anonymous", networks)])).toMatchObject({ vpn: false, tor: false });
  expect(ofAddress("198.51.100.1", [source("anonymous", networks, 8)])).toMatchObject({ vpn: false, tor: "stale" });
});

it("asks about a domain and the registered one above it", () => {
  const sources = [source("disposable", "example.com"), source("rank", "7,example.com\n3,mail.example.com")];
  const asked = (domain: string) =>
    [...askOfDomain(sources, domain, NOW)].map(([fact, answer]) => [
      fact,
      answer.kind === "known" ? answer.value : answer.reason,
    ]);
  expect(asked("mail.example.com")).toEqual([
    ["disposable", true],
    ["rank", 3],
  ]);
  expect(asked("a.b.example.com")).toEqual([
    ["disposable", true],
    ["rank", 7],
  ]);
  expect(asked("example.org")).toEqual([
    ["disposable", false],
    ["rank", "not_found"],
  ]);
});
