import { loadEvaluator, type Plan } from "../../compiler/index.ts";
import { planNeeds } from "../context/context-needs.ts";
import { createContextLoader } from "../context/load-contexts.ts";
import { entriesAsOf } from "../lists/read-list.ts";
import type { Store } from "../db/store.ts";
import { fillBecause, hasPlaces, type AttributeValues } from "./fill-because.ts";

export interface BecauseQuestion {
  readonly appId: number;
  readonly plan: Plan;
  /** What will be filled, as written in the rules. */
  readonly texts: readonly (string | null)[];
  readonly userIds: readonly string[];
  /** Milliseconds. */
  readonly asOf: number;
}

/** Fills a rule's `because` with the values of one of the users; null for a user that is gone. */
export type FillFor = (userId: string, because: string | null) => string | null;

/** Fills what rules say of these users; texts without places are the same for all and ask nobody. */
export type BecauseOf = (question: BecauseQuestion) => Promise<FillFor>;

/** What evaluates the attributes of the plan asked about last is kept: to compile it takes longer than to ask it. */
export function createBecauseOf(store: Store): BecauseOf {
  let prepared: Prepared | null = null;
  const of = (plan: Plan): Prepared => {
    if (prepared?.plan !== plan) prepared = prepare(store, plan);
    return prepared;
  };
  return async (question) => {
    const { plan, texts, userIds } = question;
    const types = new Map(plan.attributes.map(({ name, type }) => [name, type]));
    const values =
      userIds.length === 0 || !texts.some(hasPlaces)
        ? new Map<string, AttributeValues>()
        : await load(store, of(plan), question);
    return (userId, because) => {
      if (because === null) return null;
      const own = values.get(userId);
      return own === undefined && hasPlaces(because) ? null : fillBecause(because, () => own ?? {}, types);
    };
  };
}

type Prepared = ReturnType<typeof prepare>;

function prepare(store: Store, plan: Plan) {
  const attributesOnly = { ...plan, rules: [] };
  return {
    plan,
    evaluator: loadEvaluator(attributesOnly),
    loader: createContextLoader(store, planNeeds(attributesOnly)),
  };
}

async function load(
  store: Store,
  { evaluator, loader }: Prepared,
  { appId, plan, userIds, asOf }: BecauseQuestion,
): Promise<ReadonlyMap<string, AttributeValues>> {
  const { attributes } = evaluator.withLists(await entriesAsOf(store, plan, appId, asOf));
  const users = await loader.load(userIds, asOf);
  return new Map(users.map(({ userId, context }) => [userId, attributes(context, asOf)]));
}
