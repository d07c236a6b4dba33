import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { expect, it } from "vitest";
import { openBundled } from "./open-bundled.ts";

const DATA = new URL("../../../data/", import.meta.url);
const bundled = await openBundled(fileURLToPath(DATA));

it("holds the files to what is said of them", async () => {
  for (const { file, size, sha256 } of bundled.tables) {
    const bytes = await readFile(new URL(file, DATA));
    expect([bytes.length, createHash("sha256").update(bytes).digest("hex")]).toEqual([size, sha256]);
  }
});

it("credits whoever asks for it", async () => {
  const notice = await readFile(new URL("NOTICE-DATA.md", DATA), "utf8");
  for (const { attribution, licence } of [...bundled.tables, bundled.hosting]) {
    expect(notice).toContain(attribution.url);
    expect(notice).toContain(licence);
  }
});

it.each([
  ["8.8.8.8", "US", 15_169, "8.8.8.0/24"],
  ["1.1.1.1", "AU", 13_335, "1.1.1.0/24"],
  ["193.0.6.139", "NL", 3333, "193.0.0.0/21"],
  ["98.97.1.1", "US", 14_593, "98.97.0.0/17"],
  ["2a00:1450:4001::1", "DE", 15_169, "2a00:1450::/32"],
  ["::ffff:8.8.8.8", "US", 15_169, "8.8.8.0/24"],
])("knows %s", (address, country, asn, subnet) => {
  expect([bundled.placeOf(address).country, bundled.placeOf(address).network]).toEqual([
    country,
    { asn, organisation: expect.any(String), subnet },
  ]);
});

it.each(["0.0.0.0", "255.255.255.255", "240.0.0.1", "::", "ffff::1", "no address", ""])(
  "knows no network of `%s`",
  (address) => expect(bundled.placeOf(address).network).toBeNull(),
);

it("calls a network of hired machines by its number", () => {
  expect([24_940, 16_509, 20_248, 3320].map((asn) => bundled.isHosting(asn))).toEqual([true, true, true, false]);
});

const v4 = fc.ipV4();
const v6 = fc.tuple(
  fc.integer({ min: 0x2000, max: 0x2fff }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 }),
);
const address = fc.oneof(
  v4,
  v6.map(([first, rest]) => [first, ...rest].map((group) => group.toString(16)).join(":")),
);

it("names the largest network around an address that is of one owner", () => {
  fc.assert(
    fc.property(address, (text) => {
      const network = bundled.placeOf(text).network;
      if (network === null) return;
      const [base, length] = ipaddr.parseCIDR(network.subnet);
      expect(ipaddr.parse(text).match(base, length)).toBe(true);
      expect(network.subnet).toBe(`${canonical(base)}/${length}`);
      const [first, last] = endsOf(network.subnet);
      expect([bundled.placeOf(first).network?.asn, bundled.placeOf(last).network?.asn]).toEqual([
        network.asn,
        network.asn,
      ]);
      expect(bundled.placeOf(first).network?.subnet).toBe(network.subnet);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ["2001:500:30ff::20", "2001:500:30ff::20/124"],
  ["2001:500:7967::30", "2001:500:7967::30/128"],
])("writes the small network around %s without its longest run of zeros", (text, subnet) =>
  expect(bundled.placeOf(text).network?.subnet).toBe(subnet),
);

function canonical(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

function endsOf(cidr: string): readonly [string, string] {
  const [base, length] = ipaddr.parseCIDR(cidr);
  const bytes = base.toByteArray();
  const last = bytes.map((byte, i) => byte | (255 >>> Math.min(8, Math.max(0, length - i * 8))));
  return [base.toString(), ipaddr.fromByteArray(last).toString()];
}
