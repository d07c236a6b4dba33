import type { RowSource } from "../../dsl/types/sources.ts";
import type { Expr, TiedExpr } from "../plan/expr.ts";
import type { PlanIndex } from "../plan/plan-index.ts";
import type { Code } from "./code.ts";
import type { ModuleData } from "./module-data.ts";
import type { Operands } from "./operand.ts";

/** Where the values that an expression reads are found, at one place of the emitted module. */
export interface EmitScope {
  readonly index: PlanIndex;
  readonly data: ModuleData;
  /** `emitValue` and `emitCondition`: they hold each other, and imports go one way only. */
  readonly emit: {
    readonly value: (expr: Expr, scope: EmitScope) => Code;
    readonly condition: (expr: Expr, side: boolean, scope: EmitScope) => Code;
  };
  /** The source of the row in scope; null outside of rows. */
  readonly source: RowSource | null;
  readonly attribute: (name: string) => Code;
  readonly aggregate: (id: number) => Code;
  /** What a tied aggregate is for the row in scope; a missing key is a tie to no row. */
  readonly tied: (expr: TiedExpr, keys: Operands) => Code;
  /** What knows when the values of a field of the rows were seen before. */
  readonly earlier: (path: readonly string[]) => Code;
  /** From which part of a rule an expression comes, where somebody wants to see it; the text is marked then. */
  readonly originOf?: ((expr: Expr) => number | null) | undefined;
  /** A new variable of the enclosing function, for a value that must be looked at twice. */
  readonly temporary: (type: string) => Code;
}
