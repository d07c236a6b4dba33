import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { ipNumber } from "./ip-number.ts";
import { readContent } from "./read-content.ts";

const read = (text: string) => readContent(Buffer.from(text));

it.each([
  ["a plain list", "# Tor exits\n\n192.0.2.1\r\n192.0.2.2 # moved\n; old style\n2001:db8::1\n", 3],
  ["networks with counts", "192.0.2.1\t7\n192.0.2.2\t3\n", 2],
  ["Spamhaus DROP", "; DROP list\n192.0.2.0/24 ; SBL1\n198.51.100.0/24 ; SBL2\n", 2],
  ["ranges", "192.0.2.1-192.0.2.9\n", 1],
  ["a CSV of ranges with its header", "start_ip,end_ip,country\n192.0.2.0,192.0.2.9,DE\n", 1],
  ["Apple's egress list", "192.0.2.0/31,DE,DE-BE,Berlin,\n2001:db8::/64,DE,DE-BE,Berlin,\n", 2],
  ["a MISP warning list", '{"description":"x","list":["192.0.2.1/32","2001:db8::/32"],"type":"cidr"}', 2],
  ["AWS", '{"syncToken":"1","createDate":"2026/11/01","prefixes":[{"ip_prefix":"192.0.2.0/24","region":"x"}]}', 1],
  ["Azure", '{"values":[{"properties":{"addressPrefixes":["192.0.2.0/24","2001:db8::/32"]}}]}', 2],
])("reads %s", (_, text, entries) => {
  const content = read(text);
  expect(content).toMatchObject({ shape: "addresses", entries });
  const first = ipNumber("192.0.2.1");
  expect(first !== null && content.shape === "addresses" && content.addresses.has(first)).toBe(true);
});

it.each([
  ["AS numbers with remarks", "AS64500 # Example, Inc.\nas64501\n"],
  ["a CSV whose names look like domains", 'ASN,Entity\n64500,"Example, Inc."\n64501,example.com\n'],
])("reads %s", (_, text) =>
  expect(read(text)).toMatchObject({ shape: "networks by number", numbers: new Set([64_500, 64_501]) }),
);

it("reads domains", () =>
  expect(read("Example.com\n*.example.org\n.example.net.\n")).toMatchObject({
    domains: new Set(["example.com", "example.org", "example.net"]),
  }));

it.each([
  ["Tranco", "1,example.com\r\n2,example.org\r\n"],
  ["Majestic", "GlobalRank,TldRank,Domain,TLD\n1,1,example.com,com\n2,1,example.org,org\n"],
])("reads the ranks of %s", (_, text) => {
  const content = read(text);
  expect(content.shape === "ranked domains" && content.ranks.rank("example.org")).toBe(2);
});

it("unpacks gzip", () =>
  expect(readContent(gzipSync("192.0.2.1\n"))).toMatchObject({ shape: "addresses", entries: 1 }));

it.each([
  ["", "it holds no entry"],
  ["# nothing\n", "it holds no entry"],
  ["{}", "it holds no entry"],
  ["192.0.2.1\n\noops\n", "line 3 is no address, network, domain or number of a network: oops"],
  ["<!doctype html>\n<p>Too many requests</p>", "line 1 is no address"],
  ["192.0.2.1\nexample.com\n", "the list mixes kinds: it begins with an address and has a domain, too"],
  ["[1, 2", "it begins like JSON and is none"],
  ['["192.0.2.1", "oops"]', "entry 2 is no address"],
])("refuses %j", (text, sentence) => expect(() => read(text)).toThrow(sentence));

it("refuses archives, damaged gzip and what is no text", () => {
  expect(() => readContent(Buffer.from("PK\x03\x04"))).toThrow("it is an archive");
  expect(() => readContent(gzipSync("192.0.2.1\n").subarray(0, 15))).toThrow("cannot be unpacked");
  expect(() => readContent(Buffer.from([0xff, 0xfe, 0x00]))).toThrow("neither a MaxMind DB nor text");
});
