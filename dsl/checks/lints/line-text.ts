import type { Span } from "../../ast/node.ts";
import type { Line } from "../../reason/claim.ts";

const LONGEST = 60;

/** A line as messages name it: one line, cut where it is long, with a `not` where it is claimed to be false. */
export function lineText({ span, negated }: Line, text: (span: Span) => string): string {
  const plain = shortText(text(span));
  return negated ? `not ${plain}` : plain;
}

export function shortText(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ");
  return flat.length <= LONGEST ? flat : `${flat.slice(0, LONGEST - 1).trimEnd()}…`;
}
