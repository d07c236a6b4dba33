import type { Expression } from "kysely";
import type { PeerSource, RowSource } from "../../dsl/types/sources.ts";
import type { Sql } from "../functions/function-row.ts";
import type { Type } from "../../dsl/types/type.ts";

/** `["ip", "country"]`: a field reached through row fields. Never ends at a row. */
export type FieldPath = readonly string[];

/** The name of the column that holds a field: `ip__country`. */
export function columnOf(path: FieldPath): string {
  return path.join("__");
}

/** The name of the column that holds an attribute given with the user: `input__eip_tor`. */
export function inputColumn(attribute: string): string {
  return `input__${attribute}`;
}

/** Columns every relation of rows has beside the fields; no field is called so. */
export const ROW_COLUMNS = { userId: "user_id", clock: "clock", tie: "tie" } as const;

export interface UsersRequest {
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly paths: readonly FieldPath[];
  /** Attributes given with the user; only tests give any. */
  readonly inputs: readonly { readonly name: string; readonly type: Type }[];
}

export interface RowsRequest {
  readonly asOf: number;
  readonly source: RowSource;
  readonly paths: readonly FieldPath[];
  /** At most so many rows a user, the newest; never more than ROW_CAP. */
  readonly limit: number;
  /** The alias under which the relation of `users` is in scope: `sql.ref(user + ".user_id")`. */
  readonly user: string;
  /** A condition over `r`, a row: those for which it is not true may be left out, after the caps. Null: all are read. */
  readonly where: Sql | null;
}

export interface PeersRequest extends Omit<RowsRequest, "source" | "limit" | "user"> {
  readonly source: PeerSource;
}

/**
 * What a store gives the SQL target: each relation as a `SELECT` without parentheses, of only the columns asked for.
 *
 * Column types: bool `boolean`, int, time and duration `bigint` (times and durations in milliseconds), string and
 * enumerations `text COLLATE "C"`, ip `inet` (a host), cidr `cidr`. A missing value is NULL, also where a row on the path is missing.
 */
export interface SourceRelations {
  /** One row a user to be judged: `user_id`, a column `columnOf(path)` for every path, `inputColumn(name)` for every input. */
  users(request: UsersRequest): Expression<unknown>;
  /**
   * The rows of one user, correlated on `user`: `user_id`, `clock` (bigint milliseconds: the source's clock field), `tie` (any
   * type with an order; unique for equal clocks) and a column for every path. None later than `asOf`; the newest by
   * (clock, tie) descending if there are more than `limit`.
   */
  rows(request: RowsRequest): Expression<unknown>;
  /**
   * The peers of all judged users at once, not correlated, with the columns of `rows`; left out by stores that are given the
   * peers of each user as rows of its own.
   */
  peers?(request: PeersRequest): Expression<unknown>;
}
