import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import type { ScoringPack } from "../scoring/scoring-types.ts";
import { createJudgeUsers, type JudgeUsers } from "./judge-stale.ts";
import { readMatches, type MatchesQuestion } from "./read-matches.ts";
import type { JudgeScope, Matches, Move, NamedUser, Proposal, Simulation } from "./simulate-types.ts";
import { weighMatches } from "./weigh-matches.ts";

export interface SimulationQuestion extends Pick<MatchesQuestion, "appId" | "signal" | "onProgress"> {
  readonly proposal: Proposal;
  /** The 1,000 seen last when not given. */
  readonly scope?: JudgeScope;
  /** Users to name of each move, up to 100; 10 when not given. */
  readonly mostNamed?: number;
}

export interface Simulator {
  /**
   * What a proposal would make of the stored users of an app, by the rules of a pack. Nothing is written.
   *
   * @throws SimulationCancelled when the signal is aborted while everybody is judged.
   */
  simulate(pack: ScoringPack, question: SimulationQuestion): Promise<Simulation>;
}

/** What was read answers so long: dragging asks many times a second. */
const KEPT_MS = 5000;
const NAMED = 10;

interface Kept {
  readonly plan: string;
  readonly at: number;
  readonly matches: Promise<Matches>;
}

/** `clock` is the judged moment, in milliseconds. */
export function createSimulator(store: Store, { clock = Date.now }: { readonly clock?: () => number } = {}): Simulator {
  const kept = new Map<number, Kept>();
  let judge: { readonly plan: string; readonly judgeUsers: JudgeUsers } | undefined;

  const judgeOf = (pack: ScoringPack): JudgeUsers => {
    if (judge?.plan !== pack.fingerprint) judge = { plan: pack.fingerprint, judgeUsers: createJudgeUsers(store, pack) };
    return judge.judgeUsers;
  };

  /** A sample is short work that whoever asks next needs as well: it is shared, and goes on when its asker leaves. */
  const sampled = (pack: ScoringPack, question: MatchesQuestion): Promise<Matches> => {
    const { appId, plan, asOf, signal: _, ...shared } = question;
    const known = kept.get(appId);
    const age = asOf - (known?.at ?? 0);
    if (known !== undefined && known.plan === plan && age >= 0 && age < KEPT_MS) return known.matches;
    const matches = readMatches(store, judgeOf(pack), { ...shared, appId, plan, asOf });
    kept.set(appId, { plan, at: asOf, matches });
    matches.catch(() => {
      if (kept.get(appId)?.matches === matches) kept.delete(appId);
    });
    return matches;
  };

  return {
    async simulate(pack, { appId, proposal, scope = "sample", mostNamed = NAMED, signal, onProgress }) {
      const question = { appId, plan: pack.fingerprint, scope, asOf: clock(), signal, onProgress };
      const { groups, basis, asOf } = await (scope === "all"
        ? readMatches(store, judgeOf(pack), question)
        : sampled(pack, question));
      const { moves, ...weighed } = weighMatches(groups, proposal, mostNamed);
      const users = basis.stored + basis.judged + basis.leftOut;
      return { ...weighed, users, basis, asOf, moves: await withNames(store, moves) };
    },
  };
}

/** Whoever was erased meanwhile is counted and not named. */
async function withNames({ db }: Store, moves: readonly Move[]): Promise<Simulation["moves"]> {
  const userIds = moves.flatMap(({ named }) => named.map(({ userId }) => userId));
  if (userIds.length === 0) return moves.map((move) => ({ ...move, named: [] }));
  const { rows } = await sql<{ user_id: string; name: string }>`select user_id, name from users
    where user_id in (select unnest(${userIds}::bigint[]))`.execute(db);
  const names = new Map(rows.map(({ user_id, name }) => [user_id, name]));
  return moves.map(({ named, ...move }) => ({
    ...move,
    named: named.flatMap(({ userId, before, after }): readonly NamedUser[] => {
      const name = names.get(userId);
      return name === undefined ? [] : [{ name, before, after }];
    }),
  }));
}
