import type { Scalar } from "../../../dsl/binder/bound.ts";
import { givenFieldType } from "../../../dsl/binder/given-fields.ts";
import type { InputRow, UserInput } from "../../../dsl/testing/user-input.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { SourceName } from "../../../dsl/types/sources.ts";
import { isRow } from "./minimise-input.ts";

export type ChangeValue = (source: SourceName, field: string, value: Scalar) => Scalar;

/** The user with each value that is given changed, those of rows that are referred to, too. */
export function mapValues({ user, sources }: UserInput, change: ChangeValue): UserInput {
  const row = (source: SourceName, from: InputRow): InputRow =>
    Object.fromEntries(
      Object.entries(from).map(([field, value]) => {
        const type = givenFieldType(source, field)?.type;
        if (type?.kind === "row" && isRow(value)) return [field, row(type.source, value)];
        return [field, value === null || typeof value === "object" ? value : change(source, field, value)];
      }),
    );
  return {
    user: row("user", user),
    sources: Object.fromEntries(
      rowSources().flatMap((source) => {
        const rows = sources[source];
        return rows === undefined ? [] : [[source, rows.map((each) => row(source, each))]];
      }),
    ),
  };
}

/** Calls back for every value that is given. */
export function eachValue(input: UserInput, visit: (source: SourceName, field: string, value: Scalar) => void): void {
  mapValues(input, (source, field, value) => {
    visit(source, field, value);
    return value;
  });
}
