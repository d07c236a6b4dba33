import { gunzipSync } from "node:zlib";
import { addressSet, type AddressSet } from "./address-set.ts";
import { DataError } from "./data-error.ts";
import { domainRanks, type DomainRanks } from "./domain-rank.ts";
import { isMmdb, openMmdb, type MmdbFile } from "./mmdb-file.ts";
import { parseListJson, parseListText, type ListContent } from "./parse-list.ts";

/** The content of a file of data, ready to be asked. */
export type SourceContent =
  | { readonly shape: "addresses"; readonly addresses: AddressSet; readonly entries: number }
  | { readonly shape: "networks by number"; readonly numbers: ReadonlySet<number>; readonly entries: number }
  | { readonly shape: "domains"; readonly domains: ReadonlySet<string>; readonly entries: number }
  | { readonly shape: "ranked domains"; readonly ranks: DomainRanks; readonly entries: number }
  | { readonly shape: "mmdb"; readonly mmdb: MmdbFile };

/** The most that a packed file may grow to. */
const LARGEST = 1024 ** 3;

/**
 * Reads a file of data; its content tells what it is, its name nothing.
 *
 * @throws DataError
 */
export function readContent(bytes: Buffer): SourceContent {
  const content = unpacked(bytes);
  if (isMmdb(content)) return { shape: "mmdb", mmdb: openMmdb(content) };
  const text = textOf(content);
  return packed(/^\s*[[{]/.test(text) ? parseListJson(text) : parseListText(text));
}

/** What a `.gz` holds; anything else as it is. */
export function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    throw new DataError("it is packed with gzip and cannot be unpacked", { cause: error });
  }
}

function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 262).toString("latin1").endsWith("ustar") || (bytes[0] === 0x50 && bytes[1] === 0x4b))
    throw new DataError("it is an archive: unpack it and bring the file inside");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DataError("it is neither a MaxMind DB nor text in UTF-8", { cause: error });
  }
}

function packed(content: ListContent): SourceContent {
  switch (content.shape) {
    case "addresses": {
      const { shape, ranges } = content;
      return { shape, addresses: addressSet(ranges), entries: ranges.length };
    }
    case "networks by number":
      return { ...content, entries: content.numbers.size };
    case "domains":
      return { ...content, entries: content.domains.size };
    case "ranked domains": {
      const ranks = domainRanks(content.entries);
      return { shape: content.shape, ranks, entries: ranks.size };
    }
  }
}
