import type { Expr } from "./expr.ts";
import type { NodeBase } from "./node.ts";

export interface BoolLiteral extends NodeBase {
  readonly kind: "bool_literal";
  readonly value: boolean;
}

/** `value` is exact; the checker refuses what lies outside ±(2^53−1). */
export interface IntLiteral extends NodeBase {
  readonly kind: "int_literal";
  readonly value: bigint;
}

export interface StringLiteral extends NodeBase {
  readonly kind: "string_literal";
  readonly value: string;
}

/** `2026-03-01` or `2026-03-01T12:00:00.000Z`; milliseconds since the epoch, UTC. */
export interface TimeLiteral extends NodeBase {
  readonly kind: "time_literal";
  readonly value: number;
}

/** `90s`; milliseconds. */
export interface DurationLiteral extends NodeBase {
  readonly kind: "duration_literal";
  readonly value: number;
}

/** `80%`: what a `share` is compared with. */
export interface PercentLiteral extends NodeBase {
  readonly kind: "percent_literal";
  readonly value: bigint;
}

/** `203.0.113.7`, canonical text. */
export interface IpLiteral extends NodeBase {
  readonly kind: "ip_literal";
  readonly value: string;
}

/** `10.0.0.0/8`, canonical text, host bits clear. */
export interface CidrLiteral extends NodeBase {
  readonly kind: "cidr_literal";
  readonly value: string;
}

/** `[a, b]` */
export interface ListLiteral extends NodeBase {
  readonly kind: "list_literal";
  readonly elements: readonly Expr[];
}
