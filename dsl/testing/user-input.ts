import type { RowSource } from "../types/sources.ts";

/** A field given in a test: a scalar, `null` for `missing`, a label (`device: "d1"`), or the fields of a row referred to. */
export type InputValue = string | number | boolean | null | readonly InputRow[] | InputRow;
export interface InputRow {
  readonly [field: string]: InputValue;
}

/**
 * A user as a test describes it: only what matters. `buildUser` completes it into a `UserContext` by the rules of ingest:
 * what is not given is derived from the events (addresses, devices, sessions, counters) or takes a harmless default.
 */
export interface UserInput {
  readonly user: InputRow;
  readonly sources: { readonly [S in RowSource]?: readonly InputRow[] };
}
