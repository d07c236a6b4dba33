import type { Plan } from "../../compiler/index.ts";
import { peerQuestions } from "../../compiler/plan/peer-questions.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import type { PeerSource } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";

/** Which peers can change an answer about a user, as far as the user's own rows tell. */
export type AskedPeers = (context: UserContext, asOf: number) => ReadonlySet<PeerSource>;

/** Of most users a rule that reads peers is false whoever these are: they need not be read to judge by it. */
export function createAskedPeers(plan: Plan): AskedPeers {
  const { plan: questions, sources } = peerQuestions(plan);
  const evaluator = loadEvaluator(questions);
  const all = new Set(sources.flat());
  return (context, asOf) => {
    try {
      const asked = evaluator
        .evaluate(context, asOf)
        .flatMap((outcome, i) => (outcome === false ? [] : (sources[i] ?? [])));
      return new Set(asked);
    } catch {
      // A rule that fails on a user is found and told of when it judges; it fails there with all it may read.
      return all;
    }
  };
}
