import type {
  BoolLiteral,
  CidrLiteral,
  DurationLiteral,
  IntLiteral,
  IpLiteral,
  StringLiteral,
  TimeLiteral,
} from "../ast/literals.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS, MAX_INT } from "../types/limits.ts";
import type { ScalarName } from "../types/type.ts";
import type { BoundLiteral, Scalar } from "./bound.ts";
import type { Scope } from "./scope.ts";

type LiteralExpr = BoolLiteral | IntLiteral | StringLiteral | TimeLiteral | DurationLiteral | IpLiteral | CidrLiteral;

const TYPE_OF = {
  bool_literal: "bool",
  int_literal: "int",
  string_literal: "string",
  time_literal: "time",
  duration_literal: "duration",
  ip_literal: "ip",
  cidr_literal: "cidr",
} as const satisfies Record<LiteralExpr["kind"], ScalarName>;

const encoder = new TextEncoder();

export function bindLiteral(expr: LiteralExpr, scope: Scope): BoundLiteral | null {
  const value = scalarOf(expr, scope);
  if (value === null) return null;
  return { kind: "literal", value, type: { kind: TYPE_OF[expr.kind] }, optional: false, span: expr.span };
}

function scalarOf(expr: LiteralExpr, scope: Scope): Scalar | null {
  if (expr.kind === "int_literal") {
    if (expr.value <= BigInt(MAX_INT)) return Number(expr.value);
    scope.report(diagnostic("TC0218", expr.span, { reason: "integers end at 9,007,199,254,740,991" }));
    return null;
  }
  if (expr.kind === "duration_literal" && expr.value > LIMITS.durationMs) {
    scope.report(diagnostic("TC0404", expr.span, { what: "a duration" }));
    return null;
  }
  if (expr.kind === "string_literal" && encoder.encode(expr.value).length > LIMITS.stringBytes) {
    scope.report(diagnostic("TC0408", expr.span, { limit: LIMITS.stringBytes }));
    return null;
  }
  return expr.value;
}
