/** An address as a number: one namespace for both families, so that they never match each other. */
export interface ParsedAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Reads canonical text (as PostgreSQL prints it). Allocates: for lists at load time, not for rows. */
export function parseAddress(text: string): ParsedAddress {
  if (!text.includes(":")) return { family: 4, value: BigInt(parseV4(text)) };
  const words = parseV6(text, new Uint32Array(4));
  return { family: 6, value: words.reduce((value, word) => (value << 32n) | BigInt(word), 0n) };
}

/** The 32 bits of an IPv4 address. */
export function parseV4(text: string, start = 0): number {
  let value = 0;
  let octet = 0;
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === DOT) {
      value = value * 256 + octet;
      octet = 0;
    } else {
      octet = octet * 10 + (unit - ZERO);
    }
  }
  return value * 256 + octet;
}

/** Fills `words` with the 128 bits of an IPv6 address, highest first. Allocates nothing. */
export function parseV6(text: string, words: Uint32Array): Uint32Array {
  const groups = countGroups(text);
  words.fill(0);
  let position = 0;
  let group = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : COLON;
    if (unit === DOT) {
      const start = text.lastIndexOf(":") + 1;
      words[3] = parseV4(text, start);
      return words;
    }
    if (unit !== COLON) {
      group = group * 16 + hexDigit(unit);
      digits++;
      continue;
    }
    if (digits > 0) {
      setGroup(words, position++, group);
      group = 0;
      digits = 0;
    }
    if (i + 1 < text.length && text.charCodeAt(i + 1) === COLON) position += 8 - groups;
  }
  return words;
}

/** Sixteen-bit groups that are written out; an IPv4 tail counts for two. */
function countGroups(text: string): number {
  let groups = 0;
  let inGroup = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === DOT) return groups + 1;
    if (unit === COLON) inGroup = false;
    else if (!inGroup) {
      inGroup = true;
      groups++;
    }
  }
  return groups;
}

function setGroup(words: Uint32Array, position: number, group: number): void {
  const word = position >> 1;
  const before = words[word] ?? 0;
  words[word] = position % 2 === 0 ? ((group << 16) | (before & 0xffff)) >>> 0 : ((before & 0xffff0000) | group) >>> 0;
}

function hexDigit(unit: number): number {
  return unit <= NINE ? unit - ZERO : (unit | 32) - LOWER_A + 10;
}

const DOT = 46;
const COLON = 58;
const ZERO = 48;
const NINE = 57;
const LOWER_A = 97;
