import type { Expr } from "./expr.ts";
import type { Name, NodeBase } from "./node.ts";

/** `events last 25 within 7d where …`: which rows an aggregate sees. `last` is taken before `where`. */
export interface SourceSelect extends NodeBase {
  readonly kind: "source_select";
  readonly source: Name;
  /** What is shared: `ip` of `peers by ip`. */
  readonly by: Name | null;
  readonly last: Expr | null;
  readonly within: Expr | null;
  readonly where: Expr | null;
}
