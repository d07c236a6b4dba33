import type { IsExpr } from "../ast/conditions.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { fieldType } from "../types/field-type.ts";
import type { BoundIs, BoundValue } from "./bound.ts";
import { keyField } from "./row-ref.ts";
import type { Operand, RowRef, Scope } from "./scope.ts";

/** `x is present`, `x is missing` of a value, or of a row that a field may not lead to (`user.email is missing`). */
export function bindIs({ operand: expr, present, span }: IsExpr, scope: Scope): BoundIs | null {
  const operand = witness(scope.env.parts.operand(expr, scope, null));
  if (operand === null) return null;
  if (!operand.optional) scope.report(diagnostic("TC0605", expr.span, { value: scope.env.text(expr.span) }));
  return { kind: "is", present, operand, span };
}

function witness(operand: Operand | null): BoundValue | null {
  if (operand === null || operand.kind === "value") return operand?.value ?? null;
  return rowWitness(operand.ref);
}

/** A row is present exactly where its key field is. */
function rowWitness({ row, root, path, source, optional, span }: RowRef): BoundValue | null {
  const field = keyField(source);
  const type = fieldType(source, field);
  return type && { kind: "row_field", row, source: root, path: [...path, field], type: type.type, optional, span };
}
