import ipaddr from "ipaddr.js";
import { Reader, type Response } from "mmdb-lib";
import { DataError } from "./data-error.ts";
import { factsOfRecord, type MmdbFacts } from "./mmdb-record.ts";
import type { IpFact } from "./source-kind.ts";

/** An open MaxMind DB file, whole in memory. */
export interface MmdbFile {
  readonly type: string;
  readonly built: Date;
  /** The facts of the record that an address belongs to, and its network; null when the file has none. */
  find(address: string): { readonly facts: MmdbFacts; readonly subnet: string } | null;
  /** Whether the file has addresses of this family at all. */
  covers(kind: "v4" | "v6"): boolean;
}

const MARKER = Buffer.from("ABCDEF4D61784D696E642E636F6D", "hex");
/** The format has its marker in the last 128 KiB. */
const TAIL = 128 * 1024;

export function isMmdb(bytes: Buffer): boolean {
  return bytes.subarray(Math.max(0, bytes.length - TAIL)).includes(MARKER);
}

/** @throws DataError when the file is damaged. */
export function openMmdb(bytes: Buffer): MmdbFile {
  const reader = inFormat(() => new Reader<Response>(bytes));
  const { databaseType, buildEpoch, ipVersion } = reader.metadata;
  return {
    type: databaseType,
    built: buildEpoch,
    // The reader would walk a tree of IPv4 by the first bits of an IPv6 address.
    covers: (kind) => kind === "v4" || ipVersion === 6,
    find: (address) => {
      if (ipVersion !== 6 && address.includes(":")) return null;
      const [record, prefix] = reader.getWithPrefixLength(address);
      return record === null ? null : { facts: factsOfRecord(record), subnet: networkText(address, prefix) };
    },
  };
}

export interface MmdbContent {
  /** Networks that have a record. */
  readonly networks: number;
  /** The facts that any of them has. */
  readonly facts: ReadonlySet<IpFact>;
}

/**
 * Reads every record once: what the file knows, and that none of it is damaged.
 *
 * @throws DataError
 */
export function surveyMmdb(bytes: Buffer): MmdbContent {
  const reader = inFormat(() => new Reader<Response>(bytes));
  const facts = new Set<IpFact>();
  let networks = 0;
  const add = (record: unknown): void => {
    if (record === null) return;
    networks += 1;
    for (const fact of Object.keys(factsOfRecord(record))) facts.add(fact as IpFact); // the keys of MmdbFacts are IpFacts
  };
  inFormat(() => {
    for (let at = 0; at < 2 ** 32;) {
      const [record, prefix] = reader.getWithPrefixLength(v4Text(at));
      add(record);
      at = after32(at, prefix);
    }
    if (reader.metadata.ipVersion !== 6) return;
    for (let at = UNICAST_FIRST; at <= UNICAST_LAST;) {
      const alias = ALIASES.find(({ first, last }) => first <= at && at <= last);
      if (alias !== undefined) {
        at = alias.last + 1n;
        continue;
      }
      const [record, prefix] = reader.getWithPrefixLength(v6Text(at));
      add(record);
      at = after128(at, prefix);
    }
  });
  if (facts.has("asn")) facts.add("subnet");
  return { networks, facts };
}

const UNICAST_FIRST = 0x2000n << 112n;
const UNICAST_LAST = (0x4000n << 112n) - 1n;
/** Teredo and 6to4 lead to the tree of IPv4 again. */
const ALIASES = [
  { first: 0x20010000n << 96n, last: (0x20010001n << 96n) - 1n },
  { first: 0x2002n << 112n, last: (0x2003n << 112n) - 1n },
] as const;

function inFormat<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new DataError(`the MMDB is damaged: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function after32(at: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(at / size) * size + size;
}

function after128(at: bigint, prefix: number): bigint {
  const rest = BigInt(128 - prefix);
  return ((at >> rest) + 1n) << rest;
}

function v4Text(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

function v6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - index * 16)) & 0xffffn);
  return groups.map((group) => group.toString(16)).join(":");
}

function networkText(address: string, prefix: number): string {
  const network = address.includes(":") ? ipaddr.IPv6 : ipaddr.IPv4;
  return `${network.networkAddressFromCIDR(`${address}/${prefix}`).toString()}/${prefix}`;
}
