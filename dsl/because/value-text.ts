import type { Scalar } from "../binder/bound.ts";
import { DURATION_UNITS } from "../source/duration-literal.ts";
import { BIDI_CONTROLS } from "../source/bidi.ts";
import type { Type } from "../types/type.ts";

const MOST_ENTRIES = 5;
const LONGEST_TEXT = 80;

/**
 * A value for people: one line of plain text, not too long. Missing is `unknown`; a list shows its first entries.
 *
 * @example
 * valueText(5_400_000, { kind: "duration" }); // "1h 30m"
 */
export function valueText(value: Scalar | readonly Scalar[] | null, type: Type): string {
  if (value === null) return "unknown";
  if (typeof value !== "object") return scalarText(value, type);
  const element: Type = type.kind === "list" ? type.element : type;
  const shown = value.slice(0, MOST_ENTRIES).map((entry) => scalarText(entry, element));
  return shown.length === 0 ? "none" : shown.join(", ") + (value.length > MOST_ENTRIES ? " …" : "");
}

function scalarText(value: Scalar, type: Type): string {
  if (typeof value === "number" && type.kind === "time") return timeText(value);
  if (typeof value === "number" && type.kind === "duration") return durationText(value);
  return cappedText(plainText(String(value)), LONGEST_TEXT);
}

/** What users send may hold line breaks and controls that make text read as what it is not. */
export function plainText(text: string): string {
  return text.replaceAll(new RegExp(BIDI_CONTROLS.source, "gu"), "").replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** At most so many characters; a text that is cut says so. */
export function cappedText(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}

/** To the minute, in UTC: seconds say nothing to a reader. */
function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The two largest units that count, as the language writes them. */
function durationText(ms: number): string {
  const units = Object.entries(DURATION_UNITS).toReversed();
  let rest = Math.abs(ms);
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  const shown = parts.length === 0 ? "0s" : parts.slice(0, 2).join(" ");
  return ms < 0 ? `-${shown}` : shown;
}
