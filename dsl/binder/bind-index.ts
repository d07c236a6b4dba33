import type { IndexExpr } from "../ast/access.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { bindTyped } from "./bind-value.ts";
import type { BoundMapLookup } from "./bound.ts";
import { resolveMapType } from "./resolve-type.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** `some_map[key]`: missing for an unknown key. */
export function bindIndex({ map, key, span }: IndexExpr, scope: Scope): BoundMapLookup | null {
  const { symbols, suggest } = scope.env;
  const { named } = symbols;
  const declaration = named.get(map.text);
  if (declaration === undefined) {
    const suggestion = suggest(map.text, () =>
      [...named.values()].filter((other) => other.kind === "map").map((other) => other.name.text),
    );
    scope.report(
      diagnostic("TC0101", map.span, { name: map.text, suggestion }, { fixes: suggestionFix(map.span, suggestion) }),
    );
    return null;
  }
  scope.env.used(map.text);
  if (declaration.kind !== "map") {
    const secondary = [{ span: declaration.name.span, message: "declared here" }];
    scope.report(
      diagnostic("TC0111", map.span, { name: map.text, kind: declaration.kind, wanted: "a map" }, { secondary }),
    );
    return null;
  }
  // errors of the declared type are reported where it is declared
  const type = resolveMapType(declaration.type, () => {});
  if (type === null) return null;
  const bound = bindTyped(key, scope, type.key);
  return bound && { kind: "map_lookup", map: map.text, key: bound, type: type.value, optional: true, span };
}
