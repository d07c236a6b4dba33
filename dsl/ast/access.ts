import type { Expr } from "./expr.ts";
import type { Name, NodeBase } from "./node.ts";

/** A bare word: constant, list, attribute, enumeration member, row alias, define parameter or `user`. The binder decides. */
export interface NameExpr extends NodeBase {
  readonly kind: "name";
  readonly name: string;
}

/** `.f`: a field of the innermost row. */
export interface RowFieldExpr extends NodeBase {
  readonly kind: "row_field";
  readonly field: Name;
}

/** `object.f` */
export interface FieldExpr extends NodeBase {
  readonly kind: "field";
  readonly object: Expr;
  readonly field: Name;
}

/** `f(x, y)`: a built-in function or a `define`. */
export interface CallExpr extends NodeBase {
  readonly kind: "call";
  readonly callee: Name;
  readonly args: readonly Expr[];
}

/** `min_browser[.browser]` */
export interface IndexExpr extends NodeBase {
  readonly kind: "index";
  readonly map: Name;
  readonly key: Expr;
}
