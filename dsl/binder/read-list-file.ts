import { readAddress, readNetwork } from "../source/address-literal.ts";
import { enumMembers } from "../types/field-type.ts";
import { LIMITS, MAX_INT } from "../types/limits.ts";
import type { ElementType } from "../types/type.ts";
import type { Scalar } from "./bound.ts";

export interface ListFileContent {
  /** In the order of the file, each once. */
  readonly values: readonly Scalar[];
  readonly problems: readonly { readonly line: number; readonly entry: string }[];
}

const encoder = new TextEncoder();

/**
 * One entry a line, without the spaces around it; blank lines and lines starting with `#` are skipped. In a list of networks
 * an address stands for itself alone.
 */
export function readListFile(text: string, element: ElementType): ListFileContent {
  const values = new Set<Scalar>();
  const problems: { line: number; entry: string }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const entry = raw.trim();
    if (entry === "" || raw.startsWith("#")) continue;
    const value = readEntry(entry, element);
    if (value === null) problems.push({ line: index + 1, entry });
    else values.add(value);
  }
  return { values: [...values], problems };
}

function readEntry(entry: string, element: ElementType): Scalar | null {
  switch (element.kind) {
    case "string":
      return isStorable(entry) ? entry : null;
    case "int": {
      const value = Number(entry);
      return /^-?\d+$/.test(entry) && Math.abs(value) <= MAX_INT ? value : null;
    }
    case "ip": {
      const address = readAddress(entry);
      return address.ok ? address.value : null;
    }
    case "cidr":
      return readNetworkEntry(entry);
    case "enum":
      return enumMembers(element.name).includes(entry) ? entry : null;
    default:
      return null;
  }
}

function readNetworkEntry(entry: string): string | null {
  if (entry.includes("/")) {
    const network = readNetwork(entry);
    return network.ok ? network.value : null;
  }
  const address = readAddress(entry);
  if (!address.ok) return null;
  return `${address.value}/${address.value.includes(":") ? 128 : 32}`;
}

/** Text that the store can hold: no NUL, no half of a surrogate pair, not too long. */
function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text) && encoder.encode(text).length <= LIMITS.stringBytes;
}
