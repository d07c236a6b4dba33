import type { ConstDecl, OverrideDecl } from "../ast/declaration.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import { bindConstant } from "./bind-constant.ts";
import type { BoundLiteral } from "./bound.ts";
import type { Scope } from "./scope.ts";

interface Overridden {
  readonly declaration: ConstDecl;
  readonly declared: BoundLiteral;
}

/** The value that an override gives a constant, of the type that the constant has. Null after an error. */
export function bindOverride(
  { name, value }: OverrideDecl,
  { declaration, declared }: Overridden,
  scope: Scope,
): BoundLiteral | null {
  const constant = bindConstant(value, scope, declared.type, `the override of \`${name.text}\``);
  if (constant === null || sameType(constant.type, declared.type)) return constant;
  const types = { name: name.text, expected: typeText(declared.type), found: typeText(constant.type) };
  const secondary = [{ span: declaration.name.span, message: "declared here" }];
  scope.report(diagnostic("TC0523", value.span, types, { secondary }));
  return null;
}
