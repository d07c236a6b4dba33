import type { ListDecl } from "../ast/declaration.ts";
import type { Name } from "../ast/node.ts";
import type { GivenValue } from "../ast/test-decl.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { typeText } from "../types/type-text.ts";
import type { ElementType } from "../types/type.ts";
import type { Scalar } from "./bound.ts";
import { givenScalar, type GivenPlace } from "./given-scalar.ts";
import { resolveListType } from "./resolve-type.ts";
import type { Scope } from "./scope.ts";

/** The values of a list, each once; undefined after an error. */
export function givenElements(
  value: GivenValue,
  element: ElementType,
  place: GivenPlace,
  scope: Scope,
): readonly Scalar[] | undefined {
  const items = value.kind === "array" ? value.items : value.kind === "list_literal" ? value.elements : null;
  if (items === null) {
    const expected = `\`${typeText({ kind: "list", element })}\``;
    scope.report(diagnostic("TC0512", value.span, { expected, found: "a single value" }));
    return undefined;
  }
  const scalars = items.map((item) => givenScalar(item, { type: element, optional: false }, place, scope));
  const present = scalars.filter((scalar) => scalar !== undefined && scalar !== null);
  return present.length === items.length ? [...new Set(present)] : undefined;
}

/** The entries of a list that operators keep, as a test gives them; undefined after an error. */
export function givenEntries(
  key: Name,
  value: GivenValue,
  declaration: ListDecl,
  asOf: number,
  scope: Scope,
): readonly Scalar[] | undefined {
  if (declaration.value.kind !== "list_runtime") {
    scope.report(diagnostic("TC0518", key.span, { list: key.text }));
    return undefined;
  }
  // errors of the declared type are reported where it is declared
  const element = resolveListType(declaration.type, () => {});
  if (element === null) return undefined;
  const entries = givenElements(value, element, { name: key.text, asOf }, scope);
  if (entries?.includes("") !== true) return entries;
  scope.report(diagnostic("TC0210", value.span, {}));
  return undefined;
}
