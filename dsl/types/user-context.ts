import type { ENUMERATIONS, EnumName } from "./enumerations.ts";
import type { FIELDS, PREVIOUS, RowSource, SourceName } from "./sources.ts";

/** The TypeScript type of a field; `null` is "missing". Times and durations are milliseconds, addresses canonical text. */
type FieldValue<T extends string> = T extends `${infer U}?`
  ? FieldValue<U> | null
  : T extends `row ${infer S extends SourceName}`
    ? RowOf<S>
    : T extends "bool"
      ? boolean
      : T extends "int" | "time" | "duration"
        ? number
        : T extends EnumName
          ? (typeof ENUMERATIONS)[T][number]
          : string;

/**
 * One row of a source in memory: the catalogue's fields under their own names. Rows that are referred to are shared, not
 * copied; the event before an event is the next row of `events`.
 */
export type RowOf<S extends SourceName> = {
  readonly [F in keyof (typeof FIELDS)[S] as F extends typeof PREVIOUS ? never : F]: (typeof FIELDS)[S][F] extends {
    readonly type: infer T extends string;
  }
    ? FieldValue<T>
    : never;
};

/**
 * All that a rule can read of one user, as of one moment: what the TypeScript target judges.
 * Rows are newest first by (clock, id), at most `ROW_CAP` a source, none later than the moment.
 */
export type UserContext = { readonly user: RowOf<"user"> } & { readonly [S in RowSource]: readonly RowOf<S>[] };
