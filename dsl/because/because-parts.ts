/** A piece of a `because`; offsets count UTF-16 units of the text it was cut from. */
export type BecausePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly name: string; readonly start: number; readonly end: number }
  /** A brace without its partner. */
  | { readonly kind: "stray"; readonly brace: "{" | "}"; readonly start: number; readonly end: number };

const PIECE = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/**
 * Cuts a `because` at its braces: `{name}` is a value, `{{` and `}}` are braces.
 *
 * @example
 * becauseParts("{count} of {{all}}").map(({ kind }) => kind); // ["value", "text", "text", "text", "text"]
 */
export function becauseParts(text: string): readonly BecausePart[] {
  const parts: BecausePart[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start > at) parts.push({ kind: "text", text: text.slice(at, start) });
    parts.push(partOf(match[0], match[1], start, end));
    at = end;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

function partOf(found: string, name: string | undefined, start: number, end: number): BecausePart {
  if (name !== undefined) return { kind: "value", name: name.trim(), start, end };
  if (found === "{" || found === "}") return { kind: "stray", brace: found, start, end };
  return { kind: "text", text: found.slice(1) };
}

/** The names of the values that a `because` prints, each once. */
export function becauseNames(text: string): readonly string[] {
  return [...new Set(becauseParts(text).flatMap((part) => (part.kind === "value" ? [part.name] : [])))];
}

/** A text as a `because` that prints it and nothing else. */
export function escapeBraces(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}
