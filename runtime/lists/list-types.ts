import type { ListChangeKind } from "../db/schema.ts";
import type { ElementType } from "../../dsl/types/type.ts";

/** A runtime list of the pack, as its entries are read: by the declared type. */
export interface KeptList {
  readonly name: string;
  readonly element: ElementType;
}

/** One change as it was made; times in milliseconds. */
export interface ListChange {
  readonly version: number;
  readonly kind: ListChangeKind;
  /** How many entries it added or took away. */
  readonly entries: number;
  readonly at: number;
  /** The e-mail address of the operator; null when changed from the command line, or by time. */
  readonly operator: string | null;
  readonly reason: string | null;
}

/** An entry that stands on the list now, with the change that added it. */
export interface StandingEntry {
  readonly value: string;
  readonly addedAt: number;
  readonly operator: string | null;
  readonly reason: string | null;
  readonly expiresAt: number | null;
}

/** What is wrong with one entry that was to be added. */
export interface EntryProblem {
  /** Its place among those that were given, from 0. */
  readonly index: number;
  readonly entry: string;
  readonly reason: string;
}
