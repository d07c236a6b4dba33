import type { Span } from "../ast/node.ts";
import type { Symbols } from "../binder/symbols.ts";
import { ENUMERATIONS } from "../types/enumerations.ts";
import { FUNCTIONS } from "../types/functions.ts";
import type { Occurrence } from "./occurrence.ts";

/** What a word turns out to be once its name is resolved; its shape alone does not tell. */
export const TOKEN_KINDS = [
  "attribute",
  "constant",
  "define",
  "field",
  "function",
  "list",
  "local",
  "map",
  "member",
  "preset",
  "rule",
  "unknown",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export interface SemanticToken {
  readonly span: Span;
  readonly kind: TokenKind;
  readonly declares: boolean;
}

const MEMBERS: ReadonlySet<string> = new Set(Object.values(ENUMERATIONS).flat());

/** The names of a file with what they are, by place. Words of the language are told by their shape and left out. */
export function semanticTokens(occurrences: readonly Occurrence[], symbols: Symbols): readonly SemanticToken[] {
  return occurrences.flatMap((occurrence) => {
    const kind = kindOf(occurrence, symbols);
    return kind === null ? [] : [{ span: occurrence.span, kind, declares: occurrence.declares }];
  });
}

function kindOf({ target }: Occurrence, { named, rules, presets, fixtures }: Symbols): TokenKind | null {
  const { name } = target;
  switch (target.kind) {
    case "local":
    case "field":
      return target.kind;
    case "rule":
      return rules.has(name) ? "rule" : "unknown";
    case "preset":
      return presets.has(name) ? "preset" : "unknown";
    case "fixture":
      // of tests alone, as a parameter is of its define
      return fixtures.has(name) ? "local" : "unknown";
    case "named": {
      const declared = named.get(name)?.kind;
      if (declared !== undefined) return declared === "const" ? "constant" : declared;
      if (Object.hasOwn(FUNCTIONS, name)) return "function";
      // a source, an enumeration or `user`: the grammar's own words
      return MEMBERS.has(name) ? "member" : null;
    }
  }
}
