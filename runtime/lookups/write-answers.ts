import { arrayLiteral } from "../db/array-literal.ts";
import type { ReEnrichedKind } from "../db/schema.ts";
import { inTransaction, type Store } from "../db/store.ts";
import { createBatchStatements } from "../re-enrichment/batch-statements.ts";
import { readStoredFacts, within, type StoredFacts } from "../re-enrichment/kept-facts.ts";
import { RE_ENRICHED } from "../re-enrichment/kinds.ts";
import { layOver, type AnswerToLay } from "../re-enrichment/lay-over.ts";
import { isLookupSource } from "./lookup-ids.ts";
import type { ToldFacts } from "./lookup-provider.ts";

/** What was told of one address. */
export interface ToldOfValue {
  readonly appId: number;
  readonly value: string;
  readonly source: string;
  /** When who was asked said so, milliseconds. */
  readonly askedAt: number;
  readonly facts: ToldFacts;
  /** Who was asked was asked about the address itself, and not about its domain. */
  readonly isOfAddress: boolean;
}

/** Locked together: ingest may wait for that. */
const USERS = 500;

/** Facts that somebody else knows better are not asked for over the network, and not written: what an operator brought stands. */
export function isOpen(stored: StoredFacts, fact: string): boolean {
  const source = stored.known.find(({ fields }) => fields.includes(fact))?.source;
  return source === undefined || isLookupSource(source);
}

/**
 * Writes what was told to the addresses, of all users who have them, keeps what was known before of them for their events, and has the
 * users judged again. Answers those.
 */
export function createWriteAnswers(
  store: Store,
  about: ReEnrichedKind,
  usersAtOnce = USERS,
): (told: readonly ToldOfValue[], now: number) => Promise<readonly string[]> {
  const statements = createBatchStatements(store, RE_ENRICHED[about]);
  const columns = Object.keys(RE_ENRICHED[about].facts);
  return async (told, now) => {
    if (told.length === 0) return [];
    const answers = told.map((each) => answerToLay(columns, each));
    const concerned = new Set<string>();
    for (;;) {
      const { locked, userIds } = await inTransaction(store, (client) =>
        layOver(client, statements, { answers, until: new Date(now), users: usersAtOnce }),
      );
      for (const userId of userIds) concerned.add(userId);
      // Nothing was written: the answers do not concern what is stored by now.
      if (locked < usersAtOnce || userIds.length === 0) return [...concerned];
    }
  };
}

function answerToLay(columns: readonly string[], told: ToldOfValue): AnswerToLay {
  const { appId, value, facts, isOfAddress } = told;
  const kept = arrayLiteral(
    columns.filter((name) => !(name in facts)),
    "text",
  );
  const values = Object.fromEntries(columns.map((name) => [name, facts[name] ?? null]));
  return {
    app_id: appId,
    value,
    row: { app_id: appId, value, kept, checked: isOfAddress, ...values },
    origin: (stored) => originOf(readStoredFacts(stored), told),
  };
}

function originOf(stored: StoredFacts, { source, askedAt, facts }: ToldOfValue): StoredFacts | null {
  const names = Object.keys(facts);
  if (!names.every((name) => isOpen(stored, name))) return null;
  const isElsewhere = (field: string) => !names.includes(field);
  const known = names.filter((name) => facts[name] !== null);
  const missing = names.filter((name) => facts[name] === null);
  const asOf = new Date(askedAt).toISOString().slice(0, 10);
  return {
    known: [...within(stored.known, isElsewhere), ...entry({ source, asOf, fields: known })],
    unknown: [...within(stored.unknown, isElsewhere), ...entry({ reason: "not_found" as const, fields: missing })],
  };
}

function entry<E extends { readonly fields: readonly string[] }>(made: E): readonly E[] {
  return made.fields.length === 0 ? [] : [made];
}
