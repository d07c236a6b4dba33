import { readFile } from "node:fs/promises";
import { openBundled } from "../../runtime/enrichment/bundled/open-bundled.ts";
import { readTable } from "../../runtime/enrichment/bundled/range-table.ts";

/*
 * `npx tsx scripts/networks/count-listed.ts LISTED EXITS`: the networks for `suspicious_asns` in `rules/lists/networks.tocsin`, by how many of the
 * IPv4 addresses that they announce stand in LISTED and not in EXITS, both one address a line. Made for level 3 of IPsum (github.com/stamparm/ipsum,
 * Unlicense), the addresses that at least three lists of attackers name, and the exits of Tor (github.com/alireza-rezaee/tor-nodes, MIT), which I01
 * tells already. A network is printed from five such addresses and one in fifty on.
 */

const LEAST_ADDRESSES = 5;
const LEAST_SHARE = 0.02;

const data = new URL("../../data/", import.meta.url).pathname;
const [attackers = "", exits = ""] = process.argv.slice(2);
if (attackers === "" || exits === "") throw new Error("say where the addresses of attackers and of exits are");

const bundled = await openBundled(data);
const announced = await announcedAddresses();
const listed = new Map<number, { count: number; readonly organisation: string | null }>();
const known = new Set(await addressesIn(exits));
const addresses = (await addressesIn(attackers)).filter((address) => !known.has(address));
for (const address of addresses) {
  const { network } = bundled.placeOf(address);
  if (network === null) continue;
  const before = listed.get(network.asn) ?? { count: 0, organisation: network.organisation };
  before.count++;
  listed.set(network.asn, before);
}

const networks = [...listed]
  .map(([asn, { count, organisation }]) => ({ asn, count, organisation, announced: announced.get(asn) ?? Infinity }))
  .filter((network) => network.count >= LEAST_ADDRESSES && network.count / network.announced >= LEAST_SHARE)
  .sort((a, b) => a.asn - b.asn);
for (const { asn, count, announced: all, organisation } of networks)
  console.log(`${asn}\t${count} of ${all}\t${organisation ?? ""}`);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
console.log(
  `${networks.length} networks with ${sum(networks.map(({ count }) => count))} of ${addresses.length} listed addresses`,
  `announce ${sum(networks.map((network) => network.announced))} of ${sum([...announced.values()])}`,
);

async function addressesIn(file: string): Promise<readonly string[]> {
  return (await readFile(file, "utf8")).split("\n").filter((line) => /^[\d.]+$/.test(line));
}

/** How many IPv4 addresses each network announces. */
async function announcedAddresses(): Promise<ReadonlyMap<number, number>> {
  const { starts, values, count } = readTable(await readFile(`${data}networks.bin.br`)).ranges.v4;
  const sizes = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const asn = values[i] ?? 0;
    const size = (starts[i + 1] ?? 2 ** 32) - (starts[i] ?? 0);
    if (asn !== 0) sizes.set(asn, (sizes.get(asn) ?? 0) + size);
  }
  return sizes;
}
