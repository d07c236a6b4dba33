import type { EnumName } from "./enumerations.ts";
import type { SourceName } from "./sources.ts";

export const SCALAR_TYPES = ["bool", "int", "string", "time", "duration", "ip", "cidr"] as const;
export type ScalarName = (typeof SCALAR_TYPES)[number];

export interface ScalarType {
  readonly kind: ScalarName;
}
export interface EnumType {
  readonly kind: "enum";
  readonly name: EnumName;
}
export interface ListType {
  readonly kind: "list";
  readonly element: ElementType;
}
/** One row of a source: what `.device` of an event is, and what a `define` takes. */
export interface RowType {
  readonly kind: "row";
  readonly source: SourceName;
}

/** What a list may hold: lists hold no missing values and no lists. */
export type ElementType = ScalarType | EnumType;
export type Type = ElementType | ListType | RowType;

/** A type with its optionality: `T?` in the language. */
export interface ValueType {
  readonly type: Type;
  readonly optional: boolean;
}
