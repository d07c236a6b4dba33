import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  masked,
  prefixOf,
  rangeOf,
  readTable,
  summed,
  wordsOf,
  type Ranges,
  type RangeTable,
  type TableFile,
} from "./range-table.ts";

const attribution = z.object({ text: z.string(), url: z.url() });

const tableSchema = z.object({
  id: z.enum(["networks", "countries"]),
  title: z.string(),
  file: z.string(),
  size: z.int(),
  sha256: z.string(),
  entries: z.int(),
  package: z.string(),
  version: z.string(),
  date: z.iso.date(),
  licence: z.string(),
  attribution,
});
const hostingSchema = z.object({
  id: z.literal("hosting"),
  title: z.string(),
  licence: z.string(),
  attribution,
  date: z.iso.date(),
  asns: z.array(z.int()),
});

/** What is said of a file of data beside it. */
export type BundledTable = z.infer<typeof tableSchema>;

/** The network that holds an address, as its routes announce it. */
export interface Network {
  readonly asn: number;
  readonly organisation: string | null;
  /** The largest network around the address that lies within the announced range, such as `192.0.2.0/24`. */
  readonly subnet: string;
}

/** Where an address is, as far as the tables tell. */
export interface Place {
  /** ISO code; null for an address that the table leaves out. */
  readonly country: string | null;
  /** Null where nobody announces the address. */
  readonly network: Network | null;
}

/** The data that comes with Tocsin. */
export interface Bundled {
  readonly tables: readonly BundledTable[];
  readonly hosting: z.infer<typeof hostingSchema>;
  placeOf(address: string): Place;
  isHosting(asn: number): boolean;
}

/** @throws if a file is missing or damaged: then the installation is. */
export async function openBundled(folder: string): Promise<Bundled> {
  const tables = z.array(tableSchema).parse(JSON.parse(await readFile(join(folder, "address-tables.json"), "utf8")));
  const hosting = hostingSchema.parse(JSON.parse(await readFile(join(folder, "hosting-networks.json"), "utf8")));
  const open = async (id: BundledTable["id"]): Promise<TableFile> => {
    const table = tables.find((each) => each.id === id);
    if (table === undefined) throw new Error(`the data that comes with Tocsin has no ${id}`);
    return readTable(await readFile(join(folder, table.file)));
  };
  const networks = await open("networks");
  const countries = await open("countries");
  const organisations = organisationsOf(networks);
  const { codes } = countries;
  // What a table decompresses to goes away: only its columns stay.
  const tablesOf = { networks: networks.ranges, countries: countries.ranges };
  const hosts = new Set(hosting.asns);
  return {
    tables,
    hosting,
    placeOf: (address) => {
      const words = wordsOf(address);
      if (words === null) return NOWHERE;
      const country = codes[find(tablesOf.countries, words)?.value ?? 0] || null;
      const found = find(tablesOf.networks, words);
      return { country, network: found === null ? null : networkOf(found, words, organisations) };
    },
    isHosting: (asn) => hosts.has(asn),
  };
}

const NOWHERE: Place = { country: null, network: null };

interface Found {
  readonly ranges: Ranges;
  readonly index: number;
  readonly value: number;
}

function find({ v4, v6 }: RangeTable, words: readonly number[]): Found | null {
  const ranges = words.length === 1 ? v4 : v6;
  const index = rangeOf(ranges, words);
  const value = ranges.values[index] ?? 0;
  return value === 0 ? null : { ranges, index, value };
}

function networkOf(
  { ranges, index, value: asn }: Found,
  words: readonly number[],
  organisations: ReadonlyMap<number, string>,
): Network {
  const length = prefixOf(ranges, index, words);
  const subnet = `${addressText(masked(words, length, 0))}/${length}`;
  return { asn, organisation: organisations.get(asn) ?? null, subnet };
}

function organisationsOf({ column }: TableFile): ReadonlyMap<number, string> {
  const asns = summed(column("asns"), 1);
  const names = column("organisations").toString("utf8").split("\n");
  return new Map(names.flatMap((name, i) => (name === "" ? [] : [[asns[i] ?? 0, name]])));
}

/** In the canonical form of PostgreSQL's `cidr`. */
function addressText(words: readonly number[]): string {
  if (words.length === 1) return [24, 16, 8, 0].map((shift) => ((words[0] ?? 0) >>> shift) & 255).join(".");
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  return ipv6Text(groups);
}

function ipv6Text(groups: readonly number[]): string {
  const texts = groups.map((group) => group.toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return texts.join(":");
  return `${texts.slice(0, start).join(":")}::${texts.slice(start + length).join(":")}`;
}

/** The first of the longest runs of zeros, which is the one left out. */
function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, i) => {
    if (group !== 0) start = i + 1;
    else if (i + 1 - start > longest.length) longest = { start, length: i + 1 - start };
  });
  return longest;
}
