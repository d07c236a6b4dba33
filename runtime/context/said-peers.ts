import type { Plan } from "../../compiler/index.ts";
import { peersRead } from "../../compiler/plan/peer-questions.ts";
import { becauseNames } from "../../dsl/because/because-parts.ts";
import type { BoundRule } from "../../dsl/binder/bound.ts";
import type { PeerSource } from "../../dsl/types/sources.ts";

/**
 * The peers that matter once somebody is told why a rule matched, beside those that it asks for: its text names an attribute that reads them. A rule
 * that matched had the peers that it asks for.
 */
export function saidPeers(plan: Plan, rules: readonly Pick<BoundRule, "id" | "metadata">[]): ReadonlySet<PeerSource> {
  return new Set(
    rules.flatMap(({ id, metadata: { because } }) => {
      const attributes = because === null ? [] : becauseNames(because);
      if (attributes.length === 0) return [];
      const asked = peersRead(plan, { rules: [id] });
      return peersRead(plan, { rules: [], attributes }).filter((source) => !asked.includes(source));
    }),
  );
}
