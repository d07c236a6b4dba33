import type { InputRow, InputValue, UserInput } from "../../../dsl/testing/user-input.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { RowSource } from "../../../dsl/types/sources.ts";
import type { GoOn } from "../suggest/search-users.ts";

export type Holds = (input: UserInput) => boolean;

/**
 * The user with as few rows and fields as still hold: first rows, in ever smaller runs, then fields of all rows of a source at once, then of
 * single rows. What is left when time is over holds all the same.
 */
export async function minimiseInput(input: UserInput, holds: Holds, goOn: GoOn): Promise<UserInput> {
  let smallest = input;
  const attempt = async (simpler: UserInput): Promise<boolean> => {
    if (!(await goOn()) || !holds(simpler)) return false;
    smallest = simpler;
    return true;
  };
  for (const source of rowSources()) await dropRows(source, () => smallest, attempt);
  await attempt({ ...smallest, user: {} });
  for (const path of pathsOf([smallest.user])) await attempt({ ...smallest, user: without(smallest.user, path) });
  for (const source of rowSources()) {
    for (const path of pathsOf(smallest.sources[source] ?? []))
      await attempt(withRows(smallest, source, (row) => without(row, path)));
    const rows = smallest.sources[source] ?? [];
    if (rows.length > FEW_ROWS) continue;
    for (const i of rows.keys()) {
      for (const path of pathsOf(rows.slice(i, i + 1)))
        await attempt(withRows(smallest, source, (row, at) => (at === i ? without(row, path) : row)));
    }
  }
  return smallest;
}

/** Of many rows nobody looks at each. */
const FEW_ROWS = 40;

async function dropRows(
  source: RowSource,
  current: () => UserInput,
  attempt: (simpler: UserInput) => Promise<boolean>,
): Promise<void> {
  const count = () => current().sources[source]?.length ?? 0;
  for (let run = count(); run >= 1; run = Math.floor(run / 2)) {
    for (let start = 0; start < count();) {
      const rows = current().sources[source] ?? [];
      const fewer = rows.toSpliced(start, run);
      if (!(await attempt(rowsOf(current(), source, fewer)))) start += run;
    }
  }
}

function rowsOf(input: UserInput, source: RowSource, rows: readonly InputRow[]): UserInput {
  const { [source]: _dropped, ...others } = input.sources;
  return { ...input, sources: rows.length === 0 ? others : { ...input.sources, [source]: rows } };
}

function withRows(input: UserInput, source: RowSource, change: (row: InputRow, at: number) => InputRow): UserInput {
  return rowsOf(input, source, (input.sources[source] ?? []).map(change));
}

type Path = readonly [string] | readonly [string, string];

/** Fields that some row has, a row that is referred to before the fields of it. */
function pathsOf(rows: readonly InputRow[]): readonly Path[] {
  const paths = new Map<string, Path>();
  for (const row of rows) {
    for (const [field, value] of Object.entries(row)) {
      paths.set(field, [field]);
      if (isRow(value)) for (const inner of Object.keys(value)) paths.set(`${field}.${inner}`, [field, inner]);
    }
  }
  return [...paths.values()];
}

/** A row keeps its last field: an empty one would tell nobody what it stands for. */
function without(row: InputRow, [field, inner]: Path): InputRow {
  const value = row[field];
  if (inner === undefined || !isRow(value)) return omit(row, field);
  return { ...row, [field]: omit(value, inner) };
}

function omit(row: InputRow, field: string): InputRow {
  if (Object.keys(row).length === 1) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
}

export function isRow(value: InputValue | undefined): value is InputRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
