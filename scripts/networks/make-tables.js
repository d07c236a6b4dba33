import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { constants, brotliCompressSync } from "node:zlib";

/*
 * `node scripts/networks/make-tables.js FOLDER`: makes `data/networks.bin.br` and `data/countries.bin.br` of the CSV files of two packages,
 * which are too large (130 MB) to be fetched by everybody. FOLDER is where they were installed:
 *
 *   mkdir /tmp/networks && npm install --prefix /tmp/networks @ip-location-db/asn @ip-location-db/dbip-country
 *   node scripts/networks/make-tables.js /tmp/networks
 *
 * A table is a line of JSON that names its columns, and the columns one after the other. Columns of numbers are transposed, all first
 * bytes before all second ones, and starts of ranges are the differences between them: both make them half as large.
 * `runtime/enrichment/bundled/range-table.ts` reads it.
 */

const DATA = new URL("../../data/", import.meta.url);

/** @typedef {{ start: bigint, end: bigint, value: string, name: string }} Range */

const [folder = ""] = process.argv.slice(2);
if (folder === "") throw new Error("say where the packages were installed");

/** @param {string} name */
const packageFolder = (name) => join(folder, "node_modules", "@ip-location-db", name);

/** @param {string} name @param {string} file @returns {Promise<Range[]>} */
async function rangesOf(name, file) {
  const text = await readFile(join(packageFolder(name), file), "utf8");
  return text.split("\n").flatMap((line) => {
    const [, start, end, value, rest] = /^(\d+),(\d+),([^,]*)(?:,(.*))?$/.exec(line) ?? [];
    if (start === undefined || end === undefined || value === undefined) return [];
    const name = (rest ?? "").replace(/^"(.*)"$/, "$1").replaceAll('""', '"');
    return [{ start: BigInt(start), end: BigInt(end), value, name }];
  });
}

/**
 * Where a value begins, gaps being ranges of no value; neighbours of one value that are one network are joined.
 * @param {readonly Range[]} ranges
 * @param {(value: string) => number} numberOf 0 is no value
 * @param {boolean} joined
 */
function beginnings(ranges, numberOf, joined) {
  const sorted = [...ranges].sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
  /** @type {{ start: bigint, value: number }[]} */
  const found = [{ start: 0n, value: 0 }];
  let next = 0n;
  /** @param {bigint} start @param {number} value */
  const begin = (start, value) => {
    const last = found.at(-1);
    if (last !== undefined && last.value === value && (joined || value === 0)) return;
    if (last?.start === start) found[found.length - 1] = { start, value };
    else found.push({ start, value });
  };
  for (const { start, end, value } of sorted) {
    if (end < next) continue; // lies within the one before
    const from = start < next ? next : start;
    if (from > next) begin(next, 0);
    begin(from, numberOf(value));
    next = end + 1n;
  }
  begin(next, 0);
  return found;
}

/** @param {readonly bigint[]} values @param {number} width in bytes */
function transposed(values, width) {
  const bytes = Buffer.alloc(values.length * width);
  values.forEach((value, i) => {
    for (let byte = 0; byte < width; byte += 1)
      bytes[byte * values.length + i] = Number((value >> BigInt(8 * byte)) & 0xffn);
  });
  return bytes;
}

/** @param {readonly bigint[]} values */
const differences = (values) => values.map((value, i) => value - (values[i - 1] ?? 0n));

/**
 * @param {string} prefix @param {readonly { start: bigint, value: number }[]} found
 * @param {number} startWidth @param {number} valueWidth
 */
const columns = (prefix, found, startWidth, valueWidth) => [
  {
    name: `${prefix}_starts`,
    width: startWidth,
    bytes: transposed(differences(found.map(({ start }) => start)), startWidth),
  },
  {
    name: `${prefix}_values`,
    width: valueWidth,
    bytes: transposed(
      found.map(({ value }) => BigInt(value)),
      valueWidth,
    ),
  },
];

/** @param {string} file @param {object} about @param {readonly { name: string, width: number, bytes: Buffer }[]} parts */
async function writeTable(file, about, parts) {
  const header = { ...about, columns: parts.map(({ name, width, bytes }) => ({ name, width, bytes: bytes.length })) };
  const raw = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts.map(({ bytes }) => bytes)]);
  const written = brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  await writeFile(new URL(file, DATA), written);
  return { file, size: written.length, sha256: createHash("sha256").update(written).digest("hex") };
}

/** @param {string} name */
async function versionOf(name) {
  const { version } = JSON.parse(await readFile(join(packageFolder(name), "package.json"), "utf8"));
  // 2.3.2026061719: the day of the data, and an hour
  const [, year, month, day] = /\.(\d{4})(\d{2})(\d{2})\d*$/.exec(version) ?? [];
  return { version, date: `${year}-${month}-${day}` };
}

const networks4 = await rangesOf("asn", "asn-ipv4-num.csv");
const networks6 = await rangesOf("asn", "asn-ipv6-num.csv");
const names = new Map([...networks4, ...networks6].map(({ value, name }) => [Number(value), name]));
const asns = [...names.keys()].sort((a, b) => a - b);
const network4 = beginnings(networks4, Number, false);
const network6 = beginnings(networks6, Number, false);
const networks = await writeTable("networks.bin.br", {}, [
  ...columns("v4", network4, 4, 4),
  ...columns("v6", network6, 16, 4),
  { name: "asns", width: 4, bytes: transposed(differences(asns.map(BigInt)), 4) },
  {
    name: "organisations",
    width: 1,
    bytes: Buffer.from(asns.map((asn) => (names.get(asn) ?? "").replaceAll("\n", " ")).join("\n")),
  },
]);

const countries4 = await rangesOf("dbip-country", "dbip-country-ipv4-num.csv");
const countries6 = await rangesOf("dbip-country", "dbip-country-ipv6-num.csv");
const codes = [
  "",
  ...new Set(
    [...countries4, ...countries6]
      .map(({ value }) => value)
      .filter((code) => /^[A-Z]{2}$/.test(code))
      .sort(),
  ),
];
/** @param {string} code */
const codeNumber = (code) => Math.max(0, codes.indexOf(code));
const country4 = beginnings(countries4, codeNumber, true);
const country6 = beginnings(countries6, codeNumber, true);
const countries = await writeTable("countries.bin.br", { codes }, [
  ...columns("v4", country4, 4, 1),
  ...columns("v6", country6, 16, 1),
]);

const asnPackage = await versionOf("asn");
const countryPackage = await versionOf("dbip-country");
const manifest = [
  {
    id: "networks",
    title: "Networks and their owners",
    ...networks,
    entries: network4.length + network6.length,
    package: "@ip-location-db/asn",
    ...asnPackage,
    licence: "CC-BY-4.0",
    attribution: {
      text: "RouteViews, DB-IP and the NRO, compiled by ip-location-db",
      url: "https://github.com/sapics/ip-location-db",
    },
  },
  {
    id: "countries",
    title: "Countries of addresses",
    ...countries,
    entries: country4.length + country6.length,
    package: "@ip-location-db/dbip-country",
    ...countryPackage,
    licence: "CC-BY-4.0",
    attribution: { text: "IP Geolocation by DB-IP", url: "https://db-ip.com" },
  },
];
await writeFile(new URL("address-tables.json", DATA), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(manifest);
