import type { RuleDecl } from "../ast/declaration.ts";
import { bindMetadata } from "./bind-metadata.ts";
import type { BoundRule } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** A rule with its checked conditions; `except` is a scope of its own. */
export function bindRule(declaration: RuleDecl, scope: Scope): BoundRule | null {
  const { id, title, span } = declaration;
  const metadata = bindMetadata(declaration.metadata, scope);
  const when = declaration.when === null ? null : scope.env.parts.block(declaration.when, scope);
  const except = declaration.except === null ? null : scope.env.parts.block(declaration.except, scope);
  if (when === null || (except === null && declaration.except !== null)) return null;
  return { id: id.text, title, metadata, when, except, span };
}
