import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { StoredMatches } from "../db/schema.ts";
import { compileRaw, type Store } from "../db/store.ts";
import type { MatchGroup, Move, Proposal, Weighed } from "../simulate/simulate-types.ts";
import { weighMatches } from "../simulate/weigh-matches.ts";
import type { Decision } from "../users/user-status.ts";

/** What scores and statuses become when the asked rule takes the place of the scored one, among the tested users that have a score. */
export interface ScoreChanges extends Pick<Weighed, "sizes" | "histogram" | "decided" | "rescored"> {
  /** Tested users that have a score; of the others nobody knows what else matches them. */
  readonly compared: number;
  /** The weight that the asked rule was counted with. */
  readonly weight: number;
  readonly moves: readonly Pick<Move, "from" | "to" | "users">[];
}

interface ScoredRow {
  readonly user_id: string;
  readonly score: number;
  readonly matched: StoredMatches;
  readonly decision: Decision | null;
  readonly in_review: boolean;
}

export interface ScoreChangesOptions {
  readonly appId: number;
  readonly rules: readonly string[];
  /** What the app weighs rules with, each asked one as it shall weigh, and its thresholds. */
  readonly proposal: Proposal;
}

export type ScoreCounts = ReturnType<typeof createScoreChanges>;

/** Counts, chunk by chunk, what becomes of the stored scores of the tested users. */
export function createScoreChanges(store: Store, { appId, rules, proposal }: ScoreChangesOptions) {
  const counts = new Map(rules.map((rule) => [rule, new Map<string, MatchGroup>()]));
  let compared = 0;
  return {
    /** @param matches The asked rules that match each of the tested users. */
    add: async (client: PoolClient, matches: ReadonlyMap<string, readonly string[]>): Promise<void> => {
      const { sql: text, parameters } = compileRaw(
        store,
        sql`select s.user_id, s.score, s.matched, u.decision, u.review_since is not null as in_review
          from scores s join users u using (user_id)
          where s.app_id = ${appId} and s.user_id = any(${[...matches.keys()]}::bigint[])`,
      );
      const { rows: scored } = await client.query<ScoredRow>(text, [...parameters]);
      compared += scored.length;
      for (const row of scored) {
        const asked = matches.get(row.user_id) ?? [];
        for (const [rule, groups] of counts) join(groups, groupOf(row, rule, asked.includes(rule)));
      }
    },
    found: (rule: string): ScoreChanges => {
      const groups = [...(counts.get(rule)?.values() ?? [])];
      const { sizes, histogram, decided, rescored, moves } = weighMatches(groups, proposal, 0);
      return {
        ...{ sizes, histogram, decided, rescored, compared },
        weight: proposal.weights.get(rule) ?? 0,
        moves: moves.map(({ from, to, users }) => ({ from, to, users })),
      };
    },
  };
}

function groupOf({ score, matched, decision, in_review: inReview }: ScoredRow, rule: string, matches: boolean) {
  const others = Object.keys(matched).filter((other) => other !== rule);
  return { rules: matches ? [...others, rule].toSorted() : others.toSorted(), score, decision, inReview };
}

/** Users who match the same and stand alike are counted together. */
function join(groups: Map<string, MatchGroup>, group: Omit<MatchGroup, "users" | "newest">): void {
  const key = JSON.stringify(group);
  groups.set(key, { ...group, users: (groups.get(key)?.users ?? 0) + 1, newest: [] });
}
