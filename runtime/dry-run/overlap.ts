import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { StoredMatches } from "../db/schema.ts";
import { compileRaw, type Store } from "../db/store.ts";
import { matchedRules } from "../scoring/stored-matches.ts";

/** How a rule stands to the others, among the tested users that have a score. */
export interface DryRunOverlap {
  /** Tested users that have a score; of the others nobody knows which rules match them. */
  readonly compared: number;
  /** Of these, whom the asked rule matches. */
  readonly matched: number;
  /** Of those that match, whom no other rule with a weight matches: what the rule adds by itself. */
  readonly alone: number;
  /** Rules that match some of the same users, those whose users are most nearly the same first. */
  readonly rules: readonly OverlappingRule[];
  readonly matrix: OverlapMatrix;
  /** Of those compared, whose last score is of another pack than the one that scores now; null where that one was not named. */
  readonly older: number | null;
}

/** The asked rule and, behind it, those that overlap it most, each with each. */
export interface OverlapMatrix {
  readonly rules: readonly string[];
  /** `both[i][j]`: users whom the rules `i` and `j` match; `both[i][i]`: all whom `i` matches. */
  readonly both: readonly (readonly number[])[];
}

/** Rules beside the asked one: more are not read at a glance. */
const MOST_IN_MATRIX = 12;

export interface OverlappingRule {
  readonly rule: string;
  /** Users that both match. */
  readonly both: number;
  /** Users that this other rule matches, of those compared. */
  readonly total: number;
}

interface ScoredRow {
  readonly user_id: string;
  readonly plan: string;
  readonly matched: StoredMatches;
}

export type Overlaps = ReturnType<typeof createOverlaps>;

export interface OverlapOptions {
  /** The asked rules. */
  readonly rules: readonly string[];
  readonly appId: number;
  /** Of the pack that scores now. */
  readonly fingerprint?: string | undefined;
}

/** Counts, chunk by chunk, whom other rules match by the last scores of the tested users. */
export function createOverlaps(store: Store, { rules, appId, fingerprint }: OverlapOptions) {
  const pairs = createPairs();
  let older = 0;
  const totals = new Map<string, number>();
  const counts = new Map(rules.map((rule) => [rule, { matched: 0, alone: 0, both: new Map<string, number>() }]));
  let compared = 0;
  return {
    /** @param matches The rules that match each of the tested users. */
    add: async (client: PoolClient, matches: ReadonlyMap<string, readonly string[]>): Promise<void> => {
      const { sql: text, parameters } = compileRaw(
        store,
        sql`select user_id, matched, plan from scores where app_id = ${appId} and user_id = any(${[...matches.keys()]}::bigint[])`,
      );
      const { rows: scored } = await client.query<ScoredRow>(text, [...parameters]);
      compared += scored.length;
      for (const { user_id: userId, matched, plan } of scored) {
        const others = matchedRules(matched);
        if (plan !== fingerprint) older += 1;
        for (const { rule } of others) increase(totals, rule);
        pairs.add(others.map(({ rule }) => rule));
        for (const own of matches.get(userId) ?? []) {
          const count = counts.get(own);
          if (count === undefined) continue;
          count.matched += 1;
          if (!others.some(({ rule, weight }) => rule !== own && weight !== 0)) count.alone += 1;
          for (const { rule } of others) if (rule !== own) increase(count.both, rule);
        }
      }
    },
    found: (rule: string): DryRunOverlap => {
      const { matched, alone, both } = counts.get(rule) ?? { matched: 0, alone: 0, both: new Map<string, number>() };
      const shared = [...both].map(([other, users]) => ({ rule: other, both: users, total: totals.get(other) ?? 0 }));
      const alike = shared.toSorted(byLikeness(matched));
      const beside = alike.slice(0, MOST_IN_MATRIX);
      const own = [matched, ...beside.map((each) => each.both)];
      const rows = beside.map((row) => [
        row.both,
        ...beside.map((column) => (row === column ? row.total : pairs.of(row.rule, column.rule))),
      ]);
      return {
        ...{ compared, matched, alone, rules: alike },
        matrix: { rules: [rule, ...beside.map((each) => each.rule)], both: [own, ...rows] },
        older: fingerprint === undefined ? null : older,
      };
    },
  };
}

/** How many users two rules have in common: a number for each pair that was seen, however many users there are. */
function createPairs() {
  const counts = new Map<string, Map<string, number>>();
  return {
    add: (matched: readonly string[]): void => {
      for (const [place, one] of matched.entries()) {
        const row = counts.get(one) ?? new Map<string, number>();
        counts.set(one, row);
        for (const [other, each] of matched.entries()) if (other !== place) increase(row, each);
      }
    },
    of: (one: string, other: string): number => counts.get(one)?.get(other) ?? 0,
  };
}

/** By users in common among those that either matches: rules that match everybody share most users and say least. */
function byLikeness(matched: number) {
  const likeness = ({ both, total }: OverlappingRule) => both / (matched + total - both);
  return (a: OverlappingRule, b: OverlappingRule) => likeness(b) - likeness(a) || (a.rule < b.rule ? -1 : 1);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
