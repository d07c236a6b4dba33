/** A piece of text for completion and hover: they work on text that does not parse yet. */
export interface Piece {
  readonly kind: "word" | "string" | "pattern" | "comment" | "other";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PIECES =
  /(?<pattern>\/(?<=\bmatches\s*\/)(?:[^/\\[\r\n]|\\.|\[(?:[^\]\\\r\n]|\\.)*\]?)*\/?)|(?<string>"(?:[^"\\\r\n]|\\.)*"?)|(?<comment>#[^\r\n]*)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<other>\d[\w.:/]*|\.\.|[^\s])/g;

/** All pieces in order; blanks and line breaks stand between them. */
export function scan(text: string): readonly Piece[] {
  return [...text.matchAll(PIECES)].map((match) => ({
    kind: kindOf(match.groups),
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function kindOf(groups: { readonly [name: string]: string | undefined } | undefined): Piece["kind"] {
  if (groups?.["pattern"] !== undefined) return "pattern";
  if (groups?.["string"] !== undefined) return "string";
  if (groups?.["comment"] !== undefined) return "comment";
  return groups?.["word"] !== undefined ? "word" : "other";
}

/** Whether the offset is inside a string, a pattern or a comment, where nothing is completed. */
export function isQuiet(pieces: readonly Piece[], offset: number): boolean {
  return pieces.some(({ kind, text, start, end }) => {
    if (kind === "comment") return start < offset && offset <= end;
    if ((kind !== "string" && kind !== "pattern") || offset <= start) return false;
    const closing = kind === "string" ? '"' : "/";
    return offset < end || (offset === end && !(text.length > 1 && text.endsWith(closing)));
  });
}
