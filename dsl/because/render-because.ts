import type { Scalar } from "../binder/bound.ts";
import { LIMITS } from "../types/limits.ts";
import type { Type } from "../types/type.ts";
import { becauseParts, type BecausePart } from "./because-parts.ts";
import { cappedText, plainText, valueText } from "./value-text.ts";

/** The value of an attribute and how to read it; null is missing. */
export interface BecauseValue {
  readonly type: Type;
  readonly value: Scalar | readonly Scalar[] | null;
}

/**
 * What a rule says about one user: its `because` with the user's values in it. One line of plain text, capped; whoever shows
 * it escapes it for the place where it is shown. A value that is missing, or that nobody knows, is `unknown`.
 *
 * @example
 * renderBecause("{total} addresses", () => ({ type: { kind: "int" }, value: 7 })); // "7 addresses"
 */
export function renderBecause(because: string, valueOf: (attribute: string) => BecauseValue | undefined): string {
  const text = becauseParts(because).map((part) => partText(part, valueOf));
  return cappedText(plainText(text.join("")), LIMITS.becauseLength);
}

function partText(part: BecausePart, valueOf: (attribute: string) => BecauseValue | undefined): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "stray":
      return part.brace;
    case "value": {
      const known = valueOf(part.name);
      return known === undefined ? "unknown" : valueText(known.value, known.type);
    }
  }
}
