import { readAddress, readNetwork } from "../source/address-literal.ts";
import { accepted, refused, type LiteralResult } from "../source/literal-result.ts";
import { enumMembers } from "../types/field-type.ts";
import { LIMITS, MAX_INT } from "../types/limits.ts";
import type { ElementType } from "../types/type.ts";
import type { Scalar } from "./bound.ts";

const encoder = new TextEncoder();

/** The types of which an entry of a list can be read from a line of text. */
export function isListEntryType({ kind }: ElementType): boolean {
  return kind === "string" || kind === "int" || kind === "ip" || kind === "cidr" || kind === "enum";
}

/**
 * One entry of a list as it is written outside of rules: in a list file, or by an operator. Addresses and networks come out in
 * canonical text; in a list of networks an address stands for itself alone.
 */
export function readListEntry(entry: string, element: ElementType): LiteralResult<Scalar> {
  switch (element.kind) {
    case "string":
      return readText(entry);
    case "int": {
      const value = Number(entry);
      if (!/^-?\d+$/.test(entry)) return refused("a whole number has digits only");
      return Math.abs(value) <= MAX_INT ? accepted(value) : refused("it is not within ±(2^53 - 1)");
    }
    case "ip":
      return readAddress(entry);
    case "cidr":
      return entry.includes("/") ? readNetwork(entry) : readHost(entry);
    case "enum":
      return enumMembers(element.name).includes(entry)
        ? accepted(entry)
        : refused(`\`${element.name}\` has no such member`);
    default:
      return refused(`entries of type \`${element.kind}\` are not written as text`);
  }
}

/** Text that the store can hold: no NUL, no half of a surrogate pair, not too long. */
function readText(entry: string): LiteralResult<string> {
  if (entry === "") return refused("an empty string is part of every string");
  if (entry.includes("\0") || /\p{Surrogate}/u.test(entry)) return refused("it holds characters that are no text");
  if (encoder.encode(entry).length > LIMITS.stringBytes)
    return refused(`it is longer than ${LIMITS.stringBytes} bytes`);
  return accepted(entry);
}

function readHost(entry: string): LiteralResult<string> {
  const address = readAddress(entry);
  return address.ok ? accepted(`${address.value}/${address.value.includes(":") ? 128 : 32}`) : address;
}
