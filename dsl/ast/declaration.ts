import type { Expr } from "./expr.ts";
import type { Block } from "./groups.ts";
import type { TimeLiteral } from "./literals.ts";
import type { Name, NodeBase, Span } from "./node.ts";
import type { FixtureDecl, TestDecl } from "./test-decl.ts";

/** A type as written: `int`, `string?`, `list<cidr>`, `map<string, int>`, `event_type`, `device`. */
export interface TypeRef extends NodeBase {
  readonly kind: "type_ref";
  readonly name: Name;
  readonly args: readonly TypeRef[];
  readonly optional: boolean;
}

/** `const NEW_ACCOUNT_DAYS = 7` */
export interface ConstDecl extends NodeBase {
  readonly kind: "const";
  readonly name: Name;
  readonly doc: string | null;
  readonly value: Expr;
}

/** `list office : list<cidr> = [..]`, `= file "lists/x.txt"` or `= runtime` */
export interface ListDecl extends NodeBase {
  readonly kind: "list";
  readonly name: Name;
  readonly type: TypeRef;
  readonly doc: string | null;
  readonly value: Expr | ListFile | ListRuntime;
}

export interface ListFile extends NodeBase {
  readonly kind: "list_file";
  /** Relative to the root of the pack. */
  readonly path: string;
}

/** `extend list url_attacks with ["/internal-export"]`: what a pack adds to a list of the built-in one. */
export interface ExtendDecl extends NodeBase {
  readonly kind: "extend";
  /** Of the list. */
  readonly name: Name;
  readonly value: Expr | ListFile;
}

/** `override const NEW_ACCOUNT_DAYS = 14`: a constant of the built-in pack with another value. */
export interface OverrideDecl extends NodeBase {
  readonly kind: "override";
  /** Of the constant. */
  readonly name: Name;
  readonly value: Expr;
}

/** `runtime`: the entries are kept by operators, outside of the pack. */
export interface ListRuntime extends NodeBase {
  readonly kind: "list_runtime";
}

/** `map min_browser : map<string, int> = { "Chrome": 90 }` */
export interface MapDecl extends NodeBase {
  readonly kind: "map";
  readonly name: Name;
  readonly type: TypeRef;
  readonly doc: string | null;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry extends NodeBase {
  readonly kind: "map_entry";
  readonly key: Expr;
  readonly value: Expr;
}

/** `attribute failed_logins : int "doc" = …` */
export interface AttributeDecl extends NodeBase {
  readonly kind: "attribute";
  readonly name: Name;
  readonly type: TypeRef;
  readonly doc: string | null;
  readonly body: Expr;
}

/** `define is_new(d: device) "doc" { … }`: a named condition, expanded before the check. */
export interface DefineDecl extends NodeBase {
  readonly kind: "define";
  readonly name: Name;
  readonly params: readonly DefineParam[];
  readonly doc: string | null;
  readonly body: Block;
}

export interface DefineParam extends NodeBase {
  readonly kind: "define_param";
  readonly name: Name;
  readonly type: TypeRef;
}

/** `severity high`, `tags [ip, anonymizer]`, `because "…"`. The checker knows the keys and their shapes. */
export interface MetadataEntry extends NodeBase {
  readonly kind: "metadata";
  readonly key: Name;
  readonly value: Expr;
}

/** `except { … }`, `except until 2026-12-31 { … }` */
export interface ExceptClause extends NodeBase {
  readonly kind: "except";
  /** The start of its last day, which it still includes; null for an exception without an end. */
  readonly until: TimeLiteral | null;
  readonly block: Block;
}

export interface RuleDecl extends NodeBase {
  readonly kind: "rule";
  readonly id: Name;
  readonly title: string;
  readonly metadata: readonly MetadataEntry[];
  /** `when any event { … }` without braces is a block of one condition. Null only after a syntax error. */
  readonly when: Block | null;
  /** In the order of the text; each excepts for itself. */
  readonly exceptions: readonly ExceptClause[];
}

/** `A01 extreme` or `X05 weight 35` */
export interface PresetEntry extends NodeBase {
  readonly kind: "preset_entry";
  readonly rule: Name;
  readonly weight: NamedWeight | Expr;
}

export interface NamedWeight extends NodeBase {
  readonly kind: "named_weight";
  readonly name: Name;
}

/** `review at or below 33`, `blacklist off` */
export interface PresetThreshold extends NodeBase {
  readonly kind: "preset_threshold";
  readonly target: "review" | "blacklist";
  /** Null is `off`. */
  readonly atOrBelow: Expr | null;
}

export interface PresetDecl extends NodeBase {
  readonly kind: "preset";
  readonly name: Name;
  readonly title: string;
  readonly description: string | null;
  /** Of the text; null without one. */
  readonly descriptionSpan: Span | null;
  readonly thresholds: readonly PresetThreshold[];
  readonly entries: readonly PresetEntry[];
}

export type Declaration =
  | ConstDecl
  | ListDecl
  | ExtendDecl
  | OverrideDecl
  | MapDecl
  | AttributeDecl
  | DefineDecl
  | RuleDecl
  | PresetDecl
  | FixtureDecl
  | TestDecl;

/** A `#` comment to the end of its line; `text` includes the `#`. */
export interface Comment {
  readonly text: string;
  readonly span: { readonly file: string; readonly start: number; readonly end: number };
  /** False when code stands before it on its line. */
  readonly ownLine: boolean;
}

export interface SourceFile extends NodeBase {
  readonly kind: "file";
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
}
