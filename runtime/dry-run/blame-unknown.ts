import { type PlacedPlan, whyUnknown, type Blame } from "../../compiler/index.ts";
import { wantedNeeds } from "../context/context-needs.ts";
import { createContextLoader } from "../context/load-contexts.ts";
import { entriesAsOf } from "../lists/read-list.ts";
import type { Store } from "../db/store.ts";

export interface UnknownQuestion {
  readonly appId: number;
  readonly lowered: PlacedPlan;
  /** The id of a rule of the plan. */
  readonly rule: string;
  /** Users for whom the rule was unknown. */
  readonly userIds: readonly string[];
  /** Milliseconds. */
  readonly asOf: number;
  /** The texts of the pack. */
  readonly textOf: (file: string) => string | null;
}

/** Something that was missing, and of how many users. */
export interface UnknownReason extends Pick<Blame, "what" | "name"> {
  readonly users: number;
}

export interface UnknownReasons {
  /** Users who were looked at: those that are still unknown. */
  readonly looked: number;
  /** What was missing most often first; of one user several things may be. */
  readonly reasons: readonly UnknownReason[];
}

/** What is missing of users for whom a rule can say neither true nor false. */
export async function blameUnknown(
  store: Store,
  { appId, lowered, rule, userIds, asOf, textOf }: UnknownQuestion,
): Promise<UnknownReasons> {
  if (userIds.length === 0) return { looked: 0, reasons: [] };
  const { plan } = lowered;
  const lists = await entriesAsOf(store, plan, appId, asOf);
  const users = await createContextLoader(store, wantedNeeds(plan, { rules: [rule], attributes: [] })).load(
    userIds,
    asOf,
  );
  const reasons = new Map<string, UnknownReason>();
  let looked = 0;
  for (const { context } of users) {
    const blames = whyUnknown({ lowered, rule, context, asOf, lists, textOf });
    if (blames.length > 0) looked += 1;
    // A field is missing of a user once, in however many rows.
    for (const [key, { what, name }] of new Map(blames.map((blame) => [`${blame.what} ${blame.name}`, blame])))
      reasons.set(key, { what, name, users: (reasons.get(key)?.users ?? 0) + 1 });
  }
  return { looked, reasons: [...reasons.values()].toSorted((a, b) => b.users - a.users || (a.name < b.name ? -1 : 1)) };
}
