import type { Expr } from "./expr.ts";
import type { Name, NodeBase } from "./node.ts";

/** `{ … }`: conditions joined by "and", one a line. */
export interface Block extends NodeBase {
  readonly kind: "block";
  readonly conditions: readonly Expr[];
}

/** `any { }`, `all { }`, `none { }` */
export interface GroupExpr extends NodeBase {
  readonly kind: "group";
  readonly op: "any" | "all" | "none";
  readonly body: Block;
}

/** `any event as e last 25 within 1d { … }` */
export interface QuantifierExpr extends NodeBase {
  readonly kind: "quantifier";
  readonly op: "any" | "no" | "every";
  readonly row: Name;
  /** What is shared: `ip` of `any peer by ip { … }`. */
  readonly by: Name | null;
  readonly alias: Name | null;
  readonly last: Expr | null;
  readonly within: Expr | null;
  readonly body: Block;
}
