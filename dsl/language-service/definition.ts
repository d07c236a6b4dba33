import type { Span } from "../ast/node.ts";
import { nameOf, type Symbols } from "../binder/symbols.ts";
import { occurrenceAt, type Target } from "./occurrence.ts";
import type { PackView } from "./pack-view.ts";

/** Where the name at the place is declared; null for what the language brings and for what nobody declares. */
export function definitionAt(view: PackView, path: string, offset: number): Span | null {
  const found = occurrenceAt(view.occurrences(path), offset);
  return found === null ? null : declarationOf(found.target, view.symbols);
}

export function declarationOf(target: Target, { named, rules, presets, fixtures }: Symbols): Span | null {
  switch (target.kind) {
    case "local":
      return target.declaredAt;
    case "field":
      return null;
    case "named":
      return placeOf(named.get(target.name));
    case "rule":
      return placeOf(rules.get(target.name));
    case "preset":
      return placeOf(presets.get(target.name));
    case "fixture":
      return placeOf(fixtures.get(target.name));
  }
}

function placeOf(declaration: Parameters<typeof nameOf>[0] | undefined): Span | null {
  return declaration === undefined ? null : nameOf(declaration).span;
}
