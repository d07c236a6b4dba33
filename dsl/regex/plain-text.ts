import type { Pattern } from "./pattern.ts";

/** What says the same as a pattern without any. */
export interface PlainText {
  readonly op: "contains" | "starts with" | "ends with" | "==";
  readonly text: string;
}

/** Null for a pattern that is more than one text, anchored or not. */
export function plainTextOf(pattern: Pattern): PlainText | null {
  const parts = pattern.kind === "sequence" ? pattern.parts : [pattern];
  const atStart = parts[0]?.kind === "start";
  const atEnd = parts.length > 1 && parts.at(-1)?.kind === "end";
  const characters = parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined).map(characterOf);
  if (characters.length === 0 || characters.includes(null)) return null;
  const text = characters.join("");
  if (atStart) return { op: atEnd ? "==" : "starts with", text };
  return { op: atEnd ? "ends with" : "contains", text };
}

function characterOf(part: Pattern): string | null {
  if (part.kind !== "set") return null;
  const [range, ...others] = part.set;
  if (range === undefined || others.length > 0 || range.low !== range.high) return null;
  return String.fromCodePoint(range.low);
}
