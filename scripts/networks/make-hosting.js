import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/*
 * `node scripts/networks/make-hosting.js FOLDER`: makes `data/hosting-networks.json`, the autonomous systems that hire out machines.
 * FOLDER holds three published lists and what the last one takes back:
 *
 *   bad-asn-list.csv              github.com/brianhama/bad-asn-list, MIT
 *   x4b_input_datacenter_ASN.txt  github.com/X4BNet/lists_vpn, MIT
 *   openasn_hosting_extra.txt     github.com/openasn/data, CC0-1.0
 *   openasn_eyeball_confirm.txt   the same: networks of homes, which are never taken
 *   openasn_corrections.yml       the same: networks that lists get wrong, which are taken only if it says `hosting`
 *
 * One list alone is a hint, and holds carriers and offices as well: an AS is taken that two of them name, or that the last one does, which
 * gives a reason for each.
 */

const TARGET = new URL("../../data/hosting-networks.json", import.meta.url);
const [folder = ""] = process.argv.slice(2);
if (folder === "") throw new Error("say where the lists are");

/** @param {string} file @param {RegExp} form */
async function numbersOf(file, form) {
  const text = await readFile(join(folder, file), "utf8");
  return new Set([...text.matchAll(form)].map(([, number]) => Number(number)));
}

const bad = await numbersOf("bad-asn-list.csv", /^"?(\d+)"?,/gm); // half of its rows have the number in quotes
const x4b = await numbersOf("x4b_input_datacenter_ASN.txt", /^AS(\d+)\b/gm);
const open = await numbersOf("openasn_hosting_extra.txt", /^(?:AS)?(\d+)\b/gm);
const homes = await numbersOf("openasn_eyeball_confirm.txt", /^(?:AS)?(\d+)\b/gm);
const corrected = await numbersOf("openasn_corrections.yml", /^(\d+):\s+category: (?!hosting)/gm);
const asns = [...new Set([...bad, ...x4b, ...open])]
  .filter((asn) => open.has(asn) || (bad.has(asn) && x4b.has(asn)))
  .filter((asn) => !homes.has(asn) && !corrected.has(asn))
  .sort((a, b) => a - b);
const table = {
  id: "hosting",
  title: "Networks that hire out machines",
  licence: "MIT",
  attribution: { text: "bad-asn-list, X4BNet and OpenASN", url: "https://github.com/X4BNet/lists_vpn" },
  date: process.argv[3] ?? new Date().toISOString().slice(0, 10),
  asns,
};
await writeFile(TARGET, `${JSON.stringify(table)}\n`);
console.log(bad.size, x4b.size, open.size, asns.length);
