import type { NameExpr } from "../ast/access.ts";
import type { Expr } from "../ast/expr.ts";
import type { GivenValue } from "../ast/test-decl.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText, valueTypeText } from "../types/type-text.ts";
import type { Type, ValueType } from "../types/type.ts";
import { bindConstant } from "./bind-constant.ts";
import type { Scalar } from "./bound.ts";
import { isNull } from "./foreign-names.ts";
import { FIELD_INT, type Interval } from "./interval.ts";
import { mismatchFixes } from "./mismatch-fixes.ts";
import type { Scope } from "./scope.ts";

export interface GivenPlace {
  /** What messages call the field or attribute. */
  readonly name: string;
  /** The moment of the test, for `… ago`. Milliseconds since the epoch. */
  readonly asOf: number;
}

/** A single given value; null is `missing`, undefined an error that was reported. */
export function givenScalar(
  value: GivenValue,
  type: ValueType,
  place: GivenPlace,
  scope: Scope,
): Scalar | null | undefined {
  switch (value.kind) {
    case "missing":
      if (type.optional) return null;
      scope.report(diagnostic("TC0513", value.span, { name: place.name }));
      return undefined;
    case "ago": {
      if (type.type.kind !== "time") return refuse(value, type.type, "time", scope);
      const duration = bindConstant(value.duration, scope, { kind: "duration" }, "a duration");
      if (duration === null) return undefined;
      if (duration.type.kind === "duration" && typeof duration.value === "number") return place.asOf - duration.value;
      return refuse(value, { kind: "duration" }, typeText(duration.type), scope);
    }
    case "object":
    case "array":
      return refuse(value, type.type, value.kind === "object" ? "fields in braces" : "a list", scope);
    default: {
      if (value.kind === "name" && isNull(value.name)) return refuseNull(value, type, scope);
      const constant = bindConstant(value, scope, type.type, "a given value");
      if (constant === null) return undefined;
      if (!sameType(constant.type, type.type)) return refuse(value, type.type, `\`${typeText(constant.type)}\``, scope);
      return inRange(constant.value, type, value, scope);
    }
  }
}

/** No stored integer leaves the range that the check for overflow counts on. */
function inRange(scalar: Scalar, type: ValueType, value: GivenValue, scope: Scope): Scalar | undefined {
  const { low, high }: Interval = FIELD_INT;
  if (type.type.kind !== "int" || typeof scalar !== "number" || (scalar >= low && scalar <= high)) return scalar;
  scope.report(diagnostic("TC0507", value.span, { what: `\`${valueTypeText(type)}\` in a test`, min: low, max: high }));
  return undefined;
}

function refuse(value: GivenValue, expected: Type, found: string, scope: Scope): undefined {
  const fixes = isWritten(value) ? mismatchFixes(value, expected) : [];
  scope.report(diagnostic("TC0512", value.span, { expected: `\`${typeText(expected)}\``, found }, { fixes }));
  return undefined;
}

/** An expression, not one of the values that only tests have. */
function isWritten(value: GivenValue): value is Expr {
  return value.kind !== "ago" && value.kind !== "missing" && value.kind !== "object" && value.kind !== "array";
}

function refuseNull(value: NameExpr, { optional }: ValueType, scope: Scope): undefined {
  const { span } = value;
  const fixes = optional ? [{ title: "write `missing`", edits: [{ span, text: "missing" }] }] : [];
  const found = `\`${value.name}\``;
  scope.report(diagnostic("TC0512", span, { expected: optional ? "`missing`" : "a value", found }, { fixes }));
  return undefined;
}
