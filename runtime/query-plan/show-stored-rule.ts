import { showRule, type ShownRule } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { createStoredRelations } from "../context/stored-relations.ts";
import type { Store } from "../db/store.ts";
import { SAMPLE_USERS } from "../dry-run/dry-run.ts";
import { entriesAsOf } from "../lists/read-list.ts";

export interface StoredRuleQuestion {
  readonly appId: number;
  readonly rule: string;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
}

/** The texts that a dry-run of the rule over the sample would run; null when the pack has no such rule. */
export async function showStoredRule(
  store: Store,
  pack: BoundPack,
  { appId, rule, asOf }: StoredRuleQuestion,
): Promise<ShownRule | null> {
  const lists = await entriesAsOf(store, { lists: [...pack.lists.values()] }, appId, asOf);
  const relations = createStoredRelations(appId, { kind: "newest", count: SAMPLE_USERS });
  return showRule(pack, { rule, asOf, relations, lists });
}
