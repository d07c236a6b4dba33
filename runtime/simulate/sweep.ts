import type { Store } from "../db/store.ts";
import type { ScoringPack } from "../scoring/scoring-types.ts";
import { createJudgeUsers } from "./judge-stale.ts";
import { readMatches, type MatchesQuestion } from "./read-matches.ts";
import type { MatchBasis, Proposal, Weighed } from "./simulate-types.ts";
import { weighMatches } from "./weigh-matches.ts";

export interface SweepQuestion extends Omit<MatchesQuestion, "plan"> {
  readonly proposals: readonly Proposal[];
}

export interface Sweep {
  readonly basis: MatchBasis;
  /** What each proposal makes of everybody, in the order of the proposals. */
  readonly weighed: readonly Weighed[];
}

/**
 * What many proposals would make of the stored users of an app: who matches what is read, and judged where it is not stored, once for all
 * of them. Nothing is written.
 *
 * @throws SimulationCancelled when the signal is aborted.
 */
export async function sweep(
  store: Store,
  pack: ScoringPack,
  { proposals, ...question }: SweepQuestion,
): Promise<Sweep> {
  const judgeUsers = createJudgeUsers(store, pack);
  const { groups, basis } = await readMatches(store, judgeUsers, { ...question, plan: pack.fingerprint });
  return { basis, weighed: proposals.map((proposal) => weighMatches(groups, proposal)) };
}
