import type { PoolClient } from "pg";
import { arrayLiteral } from "../db/array-literal.ts";
import type { ReEnrichedKind } from "../db/schema.ts";
import { inTransaction, type Store } from "../db/store.ts";
import type { Facts, FactsProvider } from "../enrichment/facts.ts";
import { createBatchStatements, type SeenValue } from "./batch-statements.ts";
import { keptFields, mergedFacts, readStoredFacts } from "./kept-facts.ts";
import { RE_ENRICHED, type ReEnriched } from "./kinds.ts";
import { layOver, type AnswerToLay } from "./lay-over.ts";

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
    const answers = seen.map((each) => answerTo(kind, each, ask(each.value)));
    const laid = await layOver(client, statements, { answers, until: run.started, users: sizes.users });
    // There are more users who have these values: they come next.
    if (laid.locked === sizes.users) return { seen: 0, changed: laid.written, last: null, isEnd: false };
    return { seen: seen.length, changed: laid.written, last, isEnd: false };
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

function answerTo({ facts }: ReEnriched, { app_id, value, facts: stored }: SeenValue, answer: Answer): AnswerToLay {
  const values = Object.fromEntries(Object.keys(facts).map((name) => [name, answer.values[name] ?? null]));
  const before = readStoredFacts(stored);
  const kept = arrayLiteral(keptFields(before, answer), "text");
  return {
    app_id,
    value,
    row: { app_id, value, kept, checked: answer.values["checked"] === true, ...values },
    origin: () => mergedFacts(before, answer),
  };
}

type Answer = Facts<Readonly<Record<string, string | number | boolean | Date | null>>>;
