import { expect, it } from "vitest";
import { addressReader, plainAddress } from "./client-address.ts";
import { visitorName } from "./visitor-name.ts";

const request = (remoteAddress: string | undefined, forwarded?: string | readonly string[]) => ({
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  socket: { remoteAddress },
});

it("believes the socket alone, unless it is told of proxies", () => {
  const read = addressReader();
  expect(read(request("203.0.113.7", "198.51.100.1"))).toBe("203.0.113.7");
  expect(read(request("::ffff:203.0.113.7"))).toBe("203.0.113.7");
  expect(read(request(undefined))).toBe("0.0.0.0");
});

it.each([
  ["10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9", "198.51.100.1"],
  ["10.1.2.3", "8.8.8.8, 10.4.4.4, 198.51.100.1", "198.51.100.1"],
  ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["10.1.2.3", "not an address", "10.1.2.3"],
  ["10.1.2.3", "198.51.100.1, unknown, 10.2.2.2", "10.2.2.2"],
  ["10.1.2.3", "10.2.2.2", "10.2.2.2"],
  ["10.1.2.3", undefined, "10.1.2.3"],
  ["10.1.2.3", ["1.1.1.1", "198.51.100.1"], "198.51.100.1"],
  ["::1", "[2001:db8::5]:4711", "2001:db8::5"],
  ["::ffff:10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
] as const)("reads %s forwarding %s as %s", (socket, forwarded, address) => {
  const read = addressReader({ trustedProxies: ["10.0.0.0/8", "loopback"] });
  expect(read(request(socket, forwarded))).toBe(address);
});

it.each(["proxy", "10.0.0.0/33", "10.0.0.0/x", "::/129", ""])("refuses the proxy %j at the start", (proxy) => {
  expect(() => addressReader({ trustedProxies: [proxy] })).toThrow("no address or network of a proxy");
});

it("reads an address out of what surrounds it", () => {
  expect(["fe80::1%eth0", " 203.0.113.7 ", "203.0.113.7:80", "a", "", "1.2.3", "[x]:1"].map(plainAddress)).toEqual([
    "fe80::1",
    "203.0.113.7",
    "203.0.113.7",
    null,
    null,
    null,
    null,
  ]);
});

it("names visitors after their addresses", () => {
  expect(["203.0.113.7", "2001:db8::7", "::1", ""].map(visitorName)).toEqual([
    "203.0.113.*",
    "2001:db8::*",
    "::*",
    "N/A",
  ]);
});
