import { BIDI_CONTROLS, codePointName } from "./bidi.ts";

/** A part of a string literal that cannot stand; offsets count from the opening quote. */
export interface StringFault {
  readonly kind: "escape" | "forbidden" | "bidi";
  readonly start: number;
  readonly end: number;
  /** The escape as written, or what the character is called. */
  readonly text: string;
}

export interface StringReading {
  readonly value: string;
  readonly faults: readonly StringFault[];
}

const PARTS = /\\u\{([0-9A-Fa-f]{1,6})\}|\\([^])|[^\\]/gu;
const PLAIN = /^[\x20-\x5b\x5d-\x7e]*$/;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads `"…"`, quotes included. What is at fault is left out of the value. */
export function readString(text: string): StringReading {
  const body = text.slice(1, -1);
  if (PLAIN.test(body)) return { value: body, faults: [] };
  const faults: StringFault[] = [];
  let value = "";
  for (const match of body.matchAll(PARTS)) {
    const [raw, hex, simple] = match;
    const start = match.index + 1;
    const fault = (kind: StringFault["kind"], what: string) =>
      faults.push({ kind, start, end: start + raw.length, text: what });
    const character = hex !== undefined ? fromCodePoint(hex) : simple !== undefined ? SIMPLE.get(simple) : raw;
    if (character === undefined) fault("escape", raw);
    else if (character === "\0") fault("forbidden", "the character NUL");
    else if (/^[\ud800-\udfff]$/u.test(character)) fault("forbidden", "half of a surrogate pair");
    else if (raw === character && BIDI_CONTROLS.test(character)) fault("bidi", codePointName(character));
    else value += character;
  }
  return { value, faults };
}

/**
 * The canonical literal of a string: what would be invisible or end the line is escaped, all else stands as it is.
 *
 * @example
 * quote('a"b\n'); // "\"a\\\"b\\n\""
 */
export function quote(value: string): string {
  return `"${value.replace(UNSAFE, escape)}"`;
}

const UNSAFE = /["\\\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

function escape(character: string): string {
  for (const [letter, meaning] of SIMPLE) if (meaning === character) return `\\${letter}`;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function fromCodePoint(hex: string): string | undefined {
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}
