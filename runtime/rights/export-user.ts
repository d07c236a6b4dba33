import { sql } from "kysely";
import type { PoolClient } from "pg";
import { compileRaw, type Store } from "../db/store.ts";
import { findUserId } from "../users/find-user.ts";
import { PERSONAL_TABLES, type PersonalTable, type Subject } from "./personal-tables.ts";

export interface ExportedUser {
  readonly userId: string;
  /** One JSON document, piece by piece; a consumer that leaves ends the reading. */
  readonly json: AsyncGenerator<string, void, void>;
}

export interface ExportQuestion {
  readonly appId: number;
  readonly app: string;
  readonly userName: string;
  /** Milliseconds. */
  readonly at: number;
}

const ROWS_A_FETCH = 500;

/** All that is stored of a user, of one moment: every table with its rows as they are. Null when there is no such user. */
export async function exportUser(store: Store, question: ExportQuestion): Promise<ExportedUser | null> {
  const { appId, userName: name } = question;
  const userId = await findUserId(store, appId, name);
  return userId === null ? null : { userId, json: documentOf(store, question, { userId, appId, name }) };
}

async function* documentOf(
  store: Store,
  { app, userName, at }: ExportQuestion,
  subject: Subject,
): AsyncGenerator<string, void, void> {
  const client = await store.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only; set local timezone = 'UTC'");
    const head = { version: 1, kind: "user-export", app, user: userName, exportedAt: new Date(at).toISOString() };
    yield `${JSON.stringify(head).slice(0, -1)},"tables":{`;
    for (const [index, [table, spec]] of Object.entries<PersonalTable>(PERSONAL_TABLES).entries()) {
      yield `${index === 0 ? "" : ","}\n${JSON.stringify(table)}:[`;
      yield* rowsOf(store, client, { table, spec, subject });
      yield "]";
    }
    yield "}}\n";
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // Nothing was written; a connection that cannot even say so is not used again.
    await client.query("rollback").catch((error: Error) => {
      broken = error;
    });
    client.release(broken);
  }
}

interface TableRows {
  readonly table: string;
  readonly spec: PersonalTable;
  readonly subject: Subject;
}

async function* rowsOf(
  store: Store,
  client: PoolClient,
  { table, spec, subject }: TableRows,
): AsyncGenerator<string, void, void> {
  const columns = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  // Ids do not fit into a number of JSON.
  const selected = columns.rows.map(({ name, type }) =>
    type.startsWith("bigint") ? sql`t.${sql.ref(name)}::text as ${sql.ref(name)}` : sql`t.${sql.ref(name)}`,
  );
  const order = spec.order.map((column) => sql`t.${sql.ref(column)}`);
  const { sql: text, parameters } = compileRaw(
    store,
    sql`declare rows no scroll cursor for select row_to_json(r)::text as row from (
      select ${sql.join(selected.map((column) => sql`${column}`))} from ${sql.table(table)} t where ${spec.rows(subject)}
      order by ${sql.join(order)}) r`,
  );
  await client.query(text, [...parameters]);
  for (let first = true; ;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_A_FETCH} from rows`);
    if (rows.length === 0) break;
    yield `${first ? "" : ","}\n${rows.map(({ row }) => row).join(",\n")}`;
    first = false;
  }
  await client.query("close rows");
}
