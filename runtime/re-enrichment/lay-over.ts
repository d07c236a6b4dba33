import type { PoolClient } from "pg";
import type { GivenRow } from "../db/statement.ts";
import type { BatchStatements, ChangedValue, SeenValue } from "./batch-statements.ts";
import type { StoredFacts } from "./kept-facts.ts";

/** An answer about a value: its row for the statements, and where its facts are from once it is laid over those that are stored. */
export interface AnswerToLay {
  readonly app_id: number;
  readonly value: string;
  readonly row: GivenRow;
  /** Null when the answer does not concern what is stored by now: then nothing of it is written. */
  readonly origin: (stored: unknown) => StoredFacts | null;
}

export interface LaidOver {
  /** Users who have such values and were locked: as many as the limit when there may be more. */
  readonly locked: number;
  /** Rows of users that were written. */
  readonly written: number;
  /** Users of whom anything changed: they are due. */
  readonly userIds: readonly string[];
}

/**
 * Lays answers over what is stored, within a transaction: what was known of a value is kept as it was until `until`, and users whose
 * rows change are due. Users are locked first, in the order of their ids, as ingest does.
 */
export async function layOver(
  client: PoolClient,
  statements: BatchStatements,
  { answers, until, users }: { readonly answers: readonly AnswerToLay[]; readonly until: Date; readonly users: number },
): Promise<LaidOver> {
  const asked = answers.map(({ row }) => row);
  const locked = await statements.lock.run(client, { rows: { given: asked }, values: { limit: users } });
  const before = new Map(
    (await statements.changed.run(client, { rows: { given: asked } })).map((row) => [keyOf(row), row]),
  );
  const meant = answers.map((answer) => ({ answer, changed: changedRow(answer, before.get(keyOf(answer))) }));
  const given = meant.flatMap(({ answer, changed }) => (changed === "not meant" ? [] : [answer.row]));
  const changed = meant.flatMap(({ changed: row }) => (row === null || row === "not meant" ? [] : [row]));
  if (changed.length > 0)
    await statements.write.run(client, { rows: { given, changed }, values: { until: until.toISOString() } });
  const userIds = [...new Set(locked.map(({ user_id }) => user_id))];
  const written =
    userIds.length === 0 || given.length === 0
      ? []
      : await statements.spread.run(client, { rows: { given }, values: { userIds } });
  const concerned = [...new Set(written.map(({ user_id }) => user_id))];
  if (concerned.length > 0) await statements.due.run(client, { values: { userIds: concerned } });
  return { locked: locked.length, written: written.length, userIds: concerned };
}

function keyOf({ app_id: appId, value }: Pick<SeenValue, "app_id" | "value">): string {
  return `${appId} ${value}`;
}

function changedRow(
  { app_id, value, origin }: AnswerToLay,
  before: ChangedValue | undefined,
): GivenRow | "not meant" | null {
  if (before === undefined) return null;
  const facts = origin(before.facts);
  if (facts === null) return "not meant";
  return {
    app_id,
    value,
    fact_values: JSON.stringify(before.fact_values),
    earlier: JSON.stringify(before.facts),
    facts: JSON.stringify(facts),
  };
}
