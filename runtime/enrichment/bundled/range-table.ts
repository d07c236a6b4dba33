import { brotliDecompressSync } from "node:zlib";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { ipNumber } from "../local-data/ip-number.ts";

/** Ranges of addresses, each with a number; 0 stands for none. */
export interface RangeTable {
  readonly v4: Ranges;
  readonly v6: Ranges;
}

/** A range begins where it stands and ends before the next. */
export interface Ranges {
  readonly count: number;
  /** 32-bit words of the starts, most significant first: one a range in IPv4, four in IPv6. */
  readonly starts: Uint32Array;
  readonly words: 1 | 4;
  readonly values: Uint32Array | Uint8Array;
}

/** What a file of data holds beside its ranges. */
export interface TableFile {
  readonly ranges: RangeTable;
  readonly codes: readonly string[];
  column(name: string): Buffer;
}

const headerSchema = z.object({
  codes: z.array(z.string()).default([]),
  columns: z.array(z.object({ name: z.string(), width: z.int().min(1).max(16), bytes: z.int().min(0) })),
});

const NEWLINE = 10;

/**
 * Reads what `scripts/networks/make-tables.js` wrote.
 *
 * @throws if the bytes are no such file.
 */
export function readTable(compressed: Uint8Array): TableFile {
  const bytes = brotliDecompressSync(compressed);
  const end = bytes.indexOf(NEWLINE);
  const { codes, columns } = headerSchema.parse(JSON.parse(bytes.toString("utf8", 0, end)));
  let at = end + 1;
  const found = new Map(
    columns.map(({ name, bytes: length }) => {
      const column = bytes.subarray(at, at + length);
      at += length;
      return [name, column];
    }),
  );
  if (at !== bytes.length) throw new Error("the table does not end where its header says");
  const column = (name: string): Buffer => {
    const wanted = found.get(name);
    if (wanted === undefined) throw new Error(`the table has no column ${name}`);
    return wanted;
  };
  const widthOf = (name: string) => columns.find((each) => each.name === name)?.width ?? 0;
  const ranges = (family: "v4" | "v6", words: 1 | 4): Ranges => {
    const starts = summed(column(`${family}_starts`), words);
    const values = column(`${family}_values`);
    const isNarrow = widthOf(`${family}_values`) === 1;
    // A copy: the rest of the file must not stay in memory for a column.
    return {
      count: starts.length / words,
      starts,
      words,
      values: isNarrow ? Uint8Array.from(values) : summed(values, 1, false),
    };
  };
  return { ranges: { v4: ranges("v4", 1), v6: ranges("v6", 4) }, codes, column };
}

/** Numbers of so many 32-bit words, of which the file has all first bytes (the least significant) before all second ones. */
export function summed(bytes: Uint8Array, words: 1 | 4, asDifferences = true): Uint32Array {
  const count = bytes.length / (words * 4);
  const numbers = new Uint32Array(count * words);
  for (let word = 0; word < words; word += 1) {
    // The least significant word comes first in the file and last here.
    const [a, b, c, d] = [0, 1, 2, 3].map((byte) =>
      bytes.subarray((word * 4 + byte) * count, (word * 4 + byte + 1) * count),
    );
    const target = words - 1 - word;
    for (let i = 0; i < count; i += 1)
      numbers[i * words + target] =
        (a?.[i] ?? 0) + (b?.[i] ?? 0) * 0x1_00 + (c?.[i] ?? 0) * 0x1_00_00 + (d?.[i] ?? 0) * 0x1_00_00_00;
  }
  if (asDifferences) for (let i = 1; i < count; i += 1) add(numbers, i * words, words);
  return numbers;
}

/** Adds the number before to the one at `at`, with the carry from word to word. */
function add(numbers: Uint32Array, at: number, words: number): void {
  let carry = 0;
  for (let word = words - 1; word >= 0; word -= 1) {
    const sum = (numbers[at + word] ?? 0) + (numbers[at - words + word] ?? 0) + carry;
    carry = sum > 0xffff_ffff ? 1 : 0;
    numbers[at + word] = sum;
  }
}

/** Which range holds the address: its index, -1 for an address before all of them. */
export function rangeOf(ranges: Ranges, address: readonly number[]): number {
  let low = 0;
  let high = ranges.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(ranges, middle, address)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

function isAfter({ starts, words }: Ranges, index: number, address: readonly number[]): boolean {
  for (let word = 0; word < words; word += 1) {
    const start = starts[index * words + word] ?? 0;
    const wanted = address[word] ?? 0;
    if (start !== wanted) return start > wanted;
  }
  return false;
}

/** The 32-bit words of an address, most significant first: one of IPv4, four of IPv6. Null for what is no address. */
export function wordsOf(text: string): readonly number[] | null {
  if (!text.includes(":")) {
    const number = ipNumber(text);
    return number?.kind === "v4" ? [number.value] : null;
  }
  if (!ipaddr.IPv6.isValid(text)) return null;
  const { parts } = ipaddr.IPv6.parse(text);
  const words = [0, 2, 4, 6].map((i) => (parts[i] ?? 0) * 0x1_00_00 + (parts[i + 1] ?? 0));
  const [first, second, third, last = 0] = words;
  // An IPv4 address written as IPv6 is the IPv4 address.
  return first === 0 && second === 0 && third === 0xffff ? [last] : words;
}

/** The length of the largest network that holds the address and lies within its range. */
export function prefixOf(ranges: Ranges, index: number, address: readonly number[]): number {
  // A network within one that lies in the range does so, too.
  let shortest = 0;
  let longest = ranges.words * 32;
  while (shortest < longest) {
    const length = (shortest + longest) >>> 1;
    const fits =
      isInside(ranges, index, masked(address, length, 0)) && isInside(ranges, index, masked(address, length, 1));
    if (fits) longest = length;
    else shortest = length + 1;
  }
  return longest;
}

/** The first (`fill` 0) or the last address (1) of the network of this length. */
export function masked(address: readonly number[], length: number, fill: 0 | 1): readonly number[] {
  return address.map((word, i) => {
    const kept = Math.min(32, Math.max(0, length - i * 32));
    const free = 2 ** (32 - kept);
    return word - (word % free) + (fill === 0 ? 0 : free - 1);
  });
}

function isInside(ranges: Ranges, index: number, address: readonly number[]): boolean {
  return !isAfter(ranges, index, address) && (index + 1 >= ranges.count || isAfter(ranges, index + 1, address));
}
