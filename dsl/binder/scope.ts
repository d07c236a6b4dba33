import type { Expr } from "../ast/expr.ts";
import type { Block, QuantifierExpr } from "../ast/groups.ts";
import type { SourceSelect } from "../ast/source-select.ts";
import type { Span } from "../ast/node.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Suggester } from "../diagnostics/suggest.ts";
import { LIMITS } from "../types/limits.ts";
import type { RowSource, SourceName } from "../types/sources.ts";
import type { ElementType, Type } from "../types/type.ts";
import type { BoundCondition, BoundLiteral, BoundSelect, BoundValue, RowId } from "./bound.ts";
import type { Interval } from "./interval.ts";
import type { Symbols } from "./symbols.ts";

/** A row that a path leads to: what `.device` of an event is. Not a value; only its fields are. */
export interface RowRef {
  readonly row: RowId;
  /** The source of the row variable the path starts from. */
  readonly root: SourceName;
  readonly path: readonly string[];
  /** The source that the path ends in. */
  readonly source: SourceName;
  readonly optional: boolean;
  readonly span: Span;
}

/** What an expression stands for; null after an error that was reported, so that nothing follows from it. */
export type Operand =
  { readonly kind: "value"; readonly value: BoundValue } | { readonly kind: "row"; readonly ref: RowRef };

/** The row variable that a quantifier or an aggregate opens. */
export interface Frame {
  readonly row: RowId;
  readonly source: RowSource;
  readonly alias: string | null;
}

/** A parameter of a `define`: bound again in the caller's scope wherever it is used. */
export interface Param {
  readonly bind: () => Operand | null;
}

/** Counts what one declaration uses up. Mutable, and local to the binding of that declaration. */
export interface Budget {
  nextRow: number;
  nodes: number;
  /** How many nodes are too many. */
  readonly most: number;
  overrun: boolean;
  readonly spans: Set<number>;
}

/** The mutually recursive parts of the binder; handed around so that the modules do not import each other in circles. */
export interface BindParts {
  readonly operand: (expr: Expr, scope: Scope, expected: Type | null) => Operand | null;
  readonly condition: (expr: Expr, scope: Scope) => BoundCondition | null;
  readonly block: (block: Block, scope: Scope) => BoundCondition | null;
  readonly select: (
    source: SourceSelect,
    scope: Scope,
  ) => { readonly select: BoundSelect; readonly rows: Scope } | null;
  readonly quantifierSelect: (
    quantifier: QuantifierExpr,
    scope: Scope,
  ) => { readonly select: BoundSelect; readonly rows: Scope } | null;
}

/** What is the same for the whole pack. */
export interface Env {
  readonly symbols: Symbols;
  readonly parts: BindParts;
  /** The text of a span, for messages and fixes. */
  readonly text: (span: Span) => string;
  readonly constant: (name: string) => BoundLiteral | null;
  readonly listElement: (name: string) => ElementType | null;
  /** The possible values of an attribute; all safe integers where they are not known. */
  readonly attributeInterval: (name: string) => Interval;
  /** Told of every use of a declared name. */
  readonly used: (name: string) => void;
  /** What a name that nobody declared was most likely meant to be. */
  readonly suggest: Suggester;
}

export interface Scope {
  readonly env: Env;
  readonly report: (diagnostic: Diagnostic) => void;
  readonly budget: Budget;
  /** Innermost last. */
  readonly frames: readonly Frame[];
  /** Frames before this one belong to the caller of a `define` and cannot be named. */
  readonly visibleFrom: number;
  readonly params: ReadonlyMap<string, Param>;
  /** The defines being expanded, outermost first. */
  readonly expanding: readonly string[];
  /** Told of every attribute that the declaration reads. */
  readonly reads: (attribute: string) => void;
}

export function rootScope(
  env: Env,
  report: (diagnostic: Diagnostic) => void,
  reads: (attribute: string) => void,
): Scope {
  return {
    env,
    report,
    budget: { nextRow: 1, nodes: 0, most: LIMITS.nodes, overrun: false, spans: new Set() },
    frames: [],
    visibleFrom: 0,
    params: new Map(),
    expanding: [],
    reads,
  };
}

/** For the entries of a declared list or map: they are data, with limits of their own. */
export function withoutBudget(scope: Scope): Scope {
  return { ...scope, budget: { ...scope.budget, most: Infinity } };
}

/** A scope inside one more row. */
export function openRow(
  scope: Scope,
  source: RowSource,
  alias: string | null,
): { readonly frame: Frame; readonly rows: Scope } {
  const frame: Frame = { row: `r${scope.budget.nextRow++}`, source, alias };
  return { frame, rows: { ...scope, frames: [...scope.frames, frame] } };
}

/** The row that `.f` belongs to. */
export function innermostRow(scope: Scope): Frame | null {
  return scope.frames.length > scope.visibleFrom ? (scope.frames.at(-1) ?? null) : null;
}

export function rowByAlias(scope: Scope, alias: string): Frame | null {
  return scope.frames.slice(scope.visibleFrom).findLast((frame) => frame.alias === alias) ?? null;
}
