import { createHash } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { PoolClient, QueryResultRow } from "pg";
import { arrayLiteral, type ColumnValue } from "./array-literal.ts";
import { compileRaw, type Store } from "./store.ts";
import { readTextColumn, textColumn } from "./text-column.ts";
import type { ColumnType } from "./upsert.ts";

/** The columns of a relation that is given as parameters, with their types. */
export type GivenColumns = Readonly<Record<string, ColumnType>>;
export type GivenRow = Readonly<Record<string, ColumnValue>>;
/**
 * A row in parts that are not copied together: an object of thirty columns made of others costs more than all else about it. Each column
 * stands in one part, of all rows the same.
 */
export type LayeredRow = readonly object[];
export type GivenRows = readonly GivenRow[] | readonly LayeredRow[];

/** What a statement asks for while it is built. */
export interface Given {
  /** One value, bound under this name. */
  readonly value: (name: string) => RawBuilder<unknown>;
  /** Rows, bound under this name as one array a column: a relation `(select …)` that the statement gives an alias. */
  readonly rows: (name: string, columns: GivenColumns) => RawBuilder<unknown>;
}

export interface Inputs {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly rows?: Readonly<Record<string, GivenRows>>;
}

/** A statement that is compiled once and prepared once a connection; only what is bound changes. */
export interface Statement<R extends QueryResultRow> {
  readonly text: string;
  run(client: Pick<PoolClient, "query">, inputs: Inputs): Promise<readonly R[]>;
}

/** Stands for a parameter until the statement is run: reads it out of what is given then. */
class Slot {
  readonly read: (inputs: Inputs) => unknown;
  constructor(read: (inputs: Inputs) => unknown) {
    this.read = read;
  }
}

/** These arrive as text and are cast where they are read: an array of them cannot be bound as such. */
const CAST_FROM_TEXT: ReadonlySet<ColumnType> = new Set(["json", "jsonb", "text[]", "bigint[]"]);

export function createStatement<R extends QueryResultRow>(
  store: Store,
  name: string,
  build: (given: Given) => RawBuilder<unknown>,
): Statement<R> {
  const { sql: text, parameters } = compileRaw(store, build({ value: givenValue, rows: givenRows }));
  // Another text is another statement, also on a connection that has prepared the older one.
  const prepared = `${name} ${createHash("sha256").update(text).digest("base64url").slice(0, 12)}`;
  return {
    text,
    run: async (client, inputs) => {
      const values = parameters.map((parameter) => (parameter instanceof Slot ? parameter.read(inputs) : parameter));
      return (await client.query<R>({ name: prepared, text, values })).rows;
    },
  };
}

function givenValue(name: string): RawBuilder<unknown> {
  return sql`${new Slot(({ values = {} }) => values[name])}`;
}

function givenRows(name: string, columns: GivenColumns): RawBuilder<unknown> {
  const entries = Object.entries(columns);
  const arrays = entries.map(([column, type]) => {
    const valuesOf = ({ rows = {} }: Inputs) => columnOf(rows[name] ?? [], column);
    if (isText(type)) return readTextColumn(new Slot((inputs) => textColumn(valuesOf(inputs))));
    return sql`${new Slot((inputs) => arrayLiteral(valuesOf(inputs), type))}::${sql.raw(type)}[]`;
  });
  const names = entries.map(([column]) => sql.ref(column));
  const selected = entries.map(([column, type]) =>
    CAST_FROM_TEXT.has(type) ? sql`${sql.ref(column)}::${sql.raw(type)} as ${sql.ref(column)}` : sql.ref(column),
  );
  return sql`(select ${sql.join(selected)} from unnest(${sql.join(arrays)}) as given(${sql.join(names)}))`;
}

function columnOf(rows: GivenRows, column: string): readonly ColumnValue[] {
  const [first] = rows;
  if (first === undefined) return [];
  if (!isLayered(first)) return (rows as readonly GivenRow[]).map((row) => row[column]); // all rows are alike
  const layer = first.findIndex((part) => column in part);
  return (rows as readonly LayeredRow[]).map((row) => (row[layer] as GivenRow | undefined)?.[column]);
}

function isLayered(row: GivenRow | LayeredRow): row is LayeredRow {
  return Array.isArray(row);
}

const isText = (type: ColumnType): boolean => type === "text" || CAST_FROM_TEXT.has(type);
