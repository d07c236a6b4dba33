import { sql } from "kysely";
import type { ReEnrichedKind } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { RE_ENRICHED, RE_ENRICHED_KINDS } from "./kinds.ts";

/** For how many of an app's stored values each fact is known. */
export interface FactCoverage {
  readonly of: ReEnrichedKind;
  /** Values that were looked at; an e-mail address once a user. */
  readonly counted: number;
  /** The shares are those of a sample. */
  readonly sampled: boolean;
  /** From 0 to 1. */
  readonly facts: readonly { readonly fact: string; readonly known: number }[];
}

/** Rows of a table that are read at most, about. */
const MOST_ROWS = 100_000;
const KEPT_MS = 60_000;

/** Counts once a minute and app, however many ask. */
export function createFactCoverage(
  store: Store,
  now: () => number,
  mostRows: number = MOST_ROWS,
): (appId: number) => Promise<readonly FactCoverage[]> {
  const counted = new Map<number, { readonly at: number; readonly answer: Promise<readonly FactCoverage[]> }>();
  return (appId) => {
    const before = counted.get(appId);
    if (before !== undefined && now() - before.at < KEPT_MS) return before.answer;
    const answer = Promise.all(RE_ENRICHED_KINDS.map((kind) => coverageOf(store, appId, kind, mostRows)));
    counted.set(appId, { at: now(), answer });
    answer.catch(() => counted.delete(appId));
    return answer;
  };
}

async function coverageOf({ db }: Store, appId: number, of: ReEnrichedKind, mostRows: number): Promise<FactCoverage> {
  const { from, facts } = RE_ENRICHED[of];
  const names = Object.keys(facts);
  const table = sql.table(from);
  const share = await sampledShare(db, from, mostRows);
  // Blocks by chance: what users do together lies together, but facts of addresses hardly depend on it.
  const sample = share < 1 ? sql`tablesample system (${100 * share})` : sql``;
  const { rows } = await sql<Readonly<Record<string, string>>>`select count(*) as counted,
      ${sql.join(names.map((name) => sql`count(${sql.ref(`t.${name}`)}) as ${sql.ref(`known_${name}`)}`))}
    from ${table} t ${sample} where t.app_id = ${appId}`.execute(db);
  const numberOf = (column: string) => Number(rows[0]?.[column] ?? 0);
  const counted = numberOf("counted");
  return {
    of,
    counted,
    sampled: share < 1,
    facts: names.map((fact) => ({ fact, known: counted === 0 ? 0 : numberOf(`known_${fact}`) / counted })),
  };
}

/** By what the planner believes of the table: a count would read all of it. */
async function sampledShare(db: Store["db"], table: string, mostRows: number): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select reltuples::float8 as rows from pg_class
    where oid = ${table}::regclass`.execute(db);
  const believed = rows[0]?.rows ?? 0;
  return believed <= mostRows ? 1 : mostRows / believed;
}
