import { sql } from "kysely";
import { createStatement, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { typesOf, upsert } from "../db/upsert.ts";
import { UPSERTS } from "./batch-columns.ts";

/** Lines of the logbook about requests that no batch holds: rows `logbook`. */
export function createLogStatement(store: Store): Statement<Record<string, never>> {
  return createStatement(store, "ingest log", ({ rows }) =>
    upsert("logbook", UPSERTS.logbook, sql`${rows("logbook", typesOf(UPSERTS.logbook))} b`),
  );
}
