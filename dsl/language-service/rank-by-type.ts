import type { ConstDecl } from "../ast/declaration.ts";
import type { Symbols } from "../binder/symbols.ts";
import { typeText } from "../types/type-text.ts";
import type { Candidate } from "./completion.ts";
import type { Locals } from "./locals-at.ts";
import { resolveChain } from "./resolve-chain.ts";

/** Candidates of the type that the other side of a comparison has come first; otherwise they keep their order. */
export function rankByType(
  candidates: readonly Candidate[],
  before: string,
  locals: Locals,
  symbols: Symbols,
): readonly Candidate[] {
  const wanted = comparedType(before, locals, symbols);
  if (wanted === null) return candidates;
  const fits = (candidate: Candidate) => typeOf(candidate, symbols) === wanted;
  return [...candidates.filter(fits), ...candidates.filter((candidate) => !fits(candidate))];
}

/** The type of `x` in `x < |`, without its `?`; null where nothing is compared, or with what is not known. */
function comparedType(before: string, locals: Locals, symbols: Symbols): string | null {
  const [, chain] = /([A-Za-z0-9_.]+)[ \t]*(?:==|!=|<=|>=|<|>)[ \t]*$/.exec(before) ?? [];
  if (chain === undefined) return null;
  const known = resolveChain(chain.split("."), locals);
  if (known?.kind === "field") return typeText(known.type.type);
  const declared = symbols.named.get(chain);
  return declared?.kind === "attribute" ? declared.type.name.text : null;
}

function typeOf({ label, kind, detail }: Candidate, { named }: Symbols): string | null {
  switch (kind) {
    case "attribute":
      return detail.replace(/\?$/, "");
    case "function":
      return detail.replace(/^.*→ /, "").replace(/\?$/, "");
    case "constant": {
      const declared = named.get(label);
      return declared?.kind === "const" ? literalType(declared) : null;
    }
    default:
      return null;
  }
}

function literalType({ value }: ConstDecl): string | null {
  const [, type] = /^(\w+)_literal$/.exec(value.kind) ?? [];
  return type === "list" ? null : (type ?? null);
}
