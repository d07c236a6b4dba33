import { NAMED_WEIGHTS } from "../../dsl/binder/bind-preset.ts";
import { getApp, ruleWeights } from "../apps/apps.ts";
import type { Store } from "../db/store.ts";
import type { Proposal } from "../simulate/simulate-types.ts";

export interface ScoreProposalQuestion {
  readonly appId: number;
  readonly rule: string;
  /** The scored pack has no rule of that id: the app cannot weigh it yet. */
  readonly isNew: boolean;
  /** To weigh it with; the app's own weight when not given. */
  readonly weight?: number | undefined;
}

/** An app's thresholds and weights, where the asked rule weighs what was given, or what the app weighs it with, or `medium` when it is new. */
export async function scoreProposal(
  store: Store,
  { appId, rule, isNew, weight }: ScoreProposalQuestion,
): Promise<Proposal> {
  const app = await getApp(store, appId);
  const weights = new Map(await ruleWeights(store, appId));
  const own = weights.get(rule) ?? (isNew ? NAMED_WEIGHTS.medium : 0);
  return {
    weights: weights.set(rule, weight ?? own),
    thresholds: { review: app?.reviewThreshold ?? null, blacklist: app?.blacklistThreshold ?? null },
  };
}
