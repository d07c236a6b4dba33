import type { PatternLiteral, RangeExpr } from "../../dsl/ast/conditions.ts";
import type {
  Declaration,
  DefineParam,
  ExceptClause,
  ListFile,
  ListRuntime,
  MapEntry,
  MetadataEntry,
  NamedWeight,
  PresetEntry,
  PresetThreshold,
  TypeRef,
} from "../../dsl/ast/declaration.ts";
import type { Expr } from "../../dsl/ast/expr.ts";
import type { Block } from "../../dsl/ast/groups.ts";
import type { SequenceStep, SequenceUntil } from "../../dsl/ast/sequences.ts";
import type { SourceSelect } from "../../dsl/ast/source-select.ts";
import type {
  AgoValue,
  ArrayValue,
  BoundaryTable,
  ExpectCondition,
  ExpectRule,
  MissingValue,
  ObjectEntry,
  ObjectValue,
  TableRow,
} from "../../dsl/ast/test-decl.ts";

type SyntaxNode =
  | Declaration
  | TypeRef
  | ListFile
  | ListRuntime
  | MapEntry
  | DefineParam
  | MetadataEntry
  | ExceptClause
  | PresetEntry
  | NamedWeight
  | PresetThreshold
  | Exclude<Expr, { readonly kind: "error" }>
  | RangeExpr
  | PatternLiteral
  | Block
  | SourceSelect
  | SequenceStep
  | SequenceUntil
  | AgoValue
  | MissingValue
  | ObjectValue
  | ObjectEntry
  | ArrayValue
  | ExpectRule
  | ExpectCondition
  | TableRow
  | BoundaryTable;

// a new node kind does not compile until it is listed, and is not generated until somebody writes how
const KINDS: Readonly<Record<SyntaxNode["kind"], true>> = {
  const: true,
  list: true,
  extend: true,
  override: true,
  map: true,
  attribute: true,
  define: true,
  rule: true,
  preset: true,
  fixture: true,
  test: true,
  type_ref: true,
  list_file: true,
  list_runtime: true,
  map_entry: true,
  define_param: true,
  metadata: true,
  except: true,
  preset_entry: true,
  named_weight: true,
  preset_threshold: true,
  bool_literal: true,
  int_literal: true,
  string_literal: true,
  time_literal: true,
  duration_literal: true,
  percent_literal: true,
  ip_literal: true,
  cidr_literal: true,
  list_literal: true,
  name: true,
  row_field: true,
  field: true,
  call: true,
  index: true,
  negate: true,
  arithmetic: true,
  coalesce: true,
  compare: true,
  in: true,
  text_test: true,
  matches: true,
  is: true,
  is_new: true,
  not: true,
  logical: true,
  paren: true,
  aggregate: true,
  share: true,
  group: true,
  quantifier: true,
  sequence: true,
  range: true,
  pattern: true,
  block: true,
  source_select: true,
  sequence_step: true,
  sequence_until: true,
  ago: true,
  missing: true,
  object: true,
  object_entry: true,
  array: true,
  expect_rule: true,
  expect_condition: true,
  table_row: true,
  boundary_table: true,
};

/** Every kind of node that a file without mistakes can hold. */
export const NODE_KINDS: readonly string[] = Object.keys(KINDS).toSorted();

export interface PlacedNode {
  readonly kind: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** All nodes below a tree, itself included, parents first. */
export function nodesIn(tree: unknown): readonly PlacedNode[] {
  if (typeof tree !== "object" || tree === null) return [];
  const below = Object.values(tree).flatMap(nodesIn);
  return isNode(tree) ? [tree, ...below] : below;
}

function isNode(value: object): value is PlacedNode {
  return "kind" in value && "span" in value;
}
