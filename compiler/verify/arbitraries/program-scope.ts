import { fieldNames, fieldType } from "../../../dsl/types/field-type.ts";
import { PREVIOUS, type RowSource, type SourceName } from "../../../dsl/types/sources.ts";
import type { ElementType, Type } from "../../../dsl/types/type.ts";
import { PEER_SOURCES, ROW_SOURCES } from "./all-types.ts";
import type { Draw } from "./draw.ts";

/** An attribute that was written before and may be read. */
export interface KnownAttribute {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
}

/** What an expression at one place of a program may mention. */
export interface Scope {
  readonly draw: Draw;
  /** `valueText`, `conditionText` and `isNewText`: they hold each other, and imports go one way only. */
  readonly write: {
    readonly value: (type: ElementType, scope: Scope, need: Need, depth: number) => string;
    readonly condition: (scope: Scope, need: Need, depth: number) => string;
    /** A field of the innermost row that may be new; null where there is no row. */
    readonly isNew: (scope: Scope, need: Need) => string | null;
  };
  readonly attributes: readonly KnownAttribute[];
  /** The source of the innermost row, for `.f`. */
  readonly row: RowSource | null;
  /** The row around it, named by `as`: only for ties. */
  readonly outer: { readonly source: RowSource; readonly alias: string } | null;
  /** The innermost row's own name, if it has one; what aggregates inside it are tied to. */
  readonly alias: string | null;
  /** Aggregates may stand here. */
  readonly aggregates: boolean;
  /** In how many of 100 cases rows are those of peers. */
  readonly peers: number;
}

export function pickSource({ draw, peers }: Scope): RowSource {
  return draw.pick(peers > 0 && draw.chance(peers) ? PEER_SOURCES : ROW_SOURCES);
}

/** `missing` where the value may be missing, `total` where it must not: under a negation. */
export type Need = "any" | "total";

/** With a default where the value must not be missing. */
export function totalOr(text: string, otherwise: string, need: Need): string {
  return need === "total" ? `(${text} ?? ${otherwise})` : text;
}

export interface FieldChoice {
  readonly text: string;
  readonly optional: boolean;
}

/** All fields of a type that can be reached from the place, as they are written. */
export function fieldsOf(scope: Scope, wanted: ElementType): readonly FieldChoice[] {
  const own = scope.row === null ? [] : reachable(scope.row, "", wanted);
  const user = reachable("user", "user", wanted);
  // Fields of the row come up more often than those of the user, which stand everywhere.
  return [...own, ...own, ...user];
}

/** The fields of a source below a prefix, through its row fields. */
export function reachable(
  source: SourceName,
  prefix: string,
  wanted: ElementType,
  optional = false,
): readonly FieldChoice[] {
  return fieldNames(source).flatMap((field): readonly FieldChoice[] => {
    const found = fieldType(source, field);
    // `previous` goes one event back
    if (found === null || (field === PREVIOUS && prefix.includes(`.${PREVIOUS}`))) return [];
    const text = `${prefix}.${field}`;
    const missing = optional || found.optional;
    if (found.type.kind === "row") return reachable(found.type.source, text, wanted, missing);
    return sameElement(found.type, wanted) ? [{ text, optional: missing }] : [];
  });
}

function sameElement(type: Type, wanted: ElementType): boolean {
  return type.kind === wanted.kind && (type.kind !== "enum" || wanted.kind !== "enum" || type.name === wanted.name);
}
