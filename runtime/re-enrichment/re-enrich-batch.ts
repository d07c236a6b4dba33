import type { PoolClient } from "pg";
import { arrayLiteral } from "../db/array-literal.ts";
import type { ReEnrichedKind } from "../db/schema.ts";
import type { GivenRow } from "../db/statement.ts";
import { inTransaction, type Store } from "../db/store.ts";
import type { Facts, FactsProvider } from "../enrichment/facts.ts";
import { createBatchStatements, type ChangedValue, type SeenValue } from "./batch-statements.ts";
import { keptFields, mergedFacts, readStoredFacts } from "./kept-facts.ts";
import { RE_ENRICHED, type ReEnriched } from "./kinds.ts";

/**
 * What became of a batch. `busy`: another process has the next one. `superseded`: a run with other sources has begun, or none has.
 */
export type BatchOutcome = "worked" | "finished" | "busy" | "superseded";

/** Asks about the next values of a kind, for the run of these sources. Throws the database's error; nothing is written then. */
export type ReEnrichBatch = (fingerprint: string) => Promise<BatchOutcome>;

export interface BatchSizes {
  readonly values: number;
  /** Locked together: ingest may wait for that. */
  readonly users: number;
}

const SIZES: BatchSizes = { values: 200, users: 500 };

export function createReEnrichBatch(
  store: Store,
  name: ReEnrichedKind,
  facts: FactsProvider,
  sizes: BatchSizes = SIZES,
): ReEnrichBatch {
  const kind = RE_ENRICHED[name];
  const statements = createBatchStatements(store, kind);
  const ask = (value: string): Answer => {
    const answer = name === "ips" ? facts.ip(value) : facts.email(value);
    return { ...answer, values: { ...answer.values } };
  };

  const askAgain = async (client: PoolClient, run: Run): Promise<Progress> => {
    const position = { appId: run.last_app_id, value: run.last_value ?? kind.first };
    const seen = await statements.next.run(client, { values: { ...position, limit: sizes.values } });
    const last = seen.at(-1);
    if (last === undefined) return { seen: 0, changed: 0, last: null, isEnd: true };
    const asked = seen.map((each) => ({ ...each, answer: ask(each.value) }));
    const given = asked.map((each) => givenRow(kind, each));
    const locked = await statements.lock.run(client, { rows: { given }, values: { limit: sizes.users } });
    const before = new Map((await statements.changed.run(client, { rows: { given } })).map((row) => [keyOf(row), row]));
    const changed = asked.flatMap((each) => changedRow(each, before.get(keyOf(each))));
    if (changed.length > 0)
      await statements.write.run(client, { rows: { given, changed }, values: { until: run.started.toISOString() } });
    const userIds = [...new Set(locked.map(({ user_id }) => user_id))];
    const written =
      userIds.length === 0 ? [] : await statements.spread.run(client, { rows: { given }, values: { userIds } });
    const concerned = [...new Set(written.map(({ user_id }) => user_id))];
    if (concerned.length > 0) await statements.due.run(client, { values: { userIds: concerned } });
    // There are more users who have these values: they come next.
    if (locked.length === sizes.users) return { seen: 0, changed: written.length, last: null, isEnd: false };
    return { seen: seen.length, changed: written.length, last, isEnd: false };
  };

  return (fingerprint) =>
    inTransaction(store, async (client) => {
      const { rows } = await client.query<Run>(
        `select started, last_app_id, last_value from re_enrichment
         where kind = $1 and fingerprint = $2 and finished is null for update skip locked`,
        [name, fingerprint],
      );
      const [run] = rows;
      if (run === undefined) return whyNot(client, name, fingerprint);
      const { seen, changed, last, isEnd } = await askAgain(client, run);
      await client.query(
        `update re_enrichment set done = done + $2, changed = changed + $3, last_app_id = coalesce($4, last_app_id),
           last_value = coalesce($5, last_value), finished = case when $6 then clock_timestamp() end where kind = $1`,
        [name, seen, changed, last?.app_id ?? null, last?.value ?? null, isEnd],
      );
      return isEnd ? "finished" : "worked";
    });
}

interface Run {
  readonly started: Date;
  readonly last_app_id: number;
  readonly last_value: string | null;
}

interface Progress {
  readonly seen: number;
  readonly changed: number;
  /** Where the next batch begins; null where it began. */
  readonly last: SeenValue | null;
  readonly isEnd: boolean;
}

async function whyNot(client: PoolClient, name: ReEnrichedKind, fingerprint: string): Promise<BatchOutcome> {
  const { rows } = await client.query<{ is_current: boolean; is_over: boolean }>(
    "select fingerprint = $2 as is_current, finished is not null as is_over from re_enrichment where kind = $1",
    [name, fingerprint],
  );
  const [run] = rows;
  if (run === undefined || !run.is_current) return "superseded";
  return run.is_over ? "finished" : "busy";
}

function keyOf({ app_id: appId, value }: SeenValue): string {
  return `${appId} ${value}`;
}

type Asked = SeenValue & { readonly answer: Answer };

function givenRow({ facts }: ReEnriched, { app_id, value, answer }: Asked): GivenRow {
  const values = Object.fromEntries(Object.keys(facts).map((name) => [name, answer.values[name] ?? null]));
  const kept = arrayLiteral(keptFields(answer), "text");
  return { app_id, value, kept, checked: answer.values["checked"] === true, ...values };
}

function changedRow({ app_id, value, facts, answer }: Asked, before: ChangedValue | undefined): readonly GivenRow[] {
  if (before === undefined) return [];
  return [
    {
      app_id,
      value,
      fact_values: JSON.stringify(before.fact_values),
      earlier: JSON.stringify(facts),
      facts: JSON.stringify(mergedFacts(readStoredFacts(facts), answer)),
    },
  ];
}

type Answer = Facts<Readonly<Record<string, string | number | boolean | Date | null>>>;
