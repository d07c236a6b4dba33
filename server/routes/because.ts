import { loadEvaluator, type AttributeValue, type Plan } from "../../compiler/index.ts";
import type { Store } from "../../runtime/index.ts";
import { planNeeds } from "../../runtime/context/context-needs.ts";
import { createContextLoader } from "../../runtime/context/load-contexts.ts";

const PLACE = /\{([a-z][a-z0-9_]*)\}/g;
const MOST_VALUES = 5;

/** A rule's `because` with a user's values in the places of attributes: `{ea_total_ip} addresses` becomes `7 addresses`. */
export function fillBecause(because: string, attributes: Readonly<Record<string, AttributeValue>>): string {
  return because.replaceAll(PLACE, (place, name: string) =>
    Object.hasOwn(attributes, name) ? textOf(attributes[name] ?? null) : place,
  );
}

function textOf(value: AttributeValue): string {
  if (value === null) return "unknown";
  if (typeof value !== "object") return String(value);
  const more = value.length > MOST_VALUES ? " …" : "";
  return value.slice(0, MOST_VALUES).join(", ") + more;
}

export interface BecauseQuestion {
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
export async function becauseOf(store: Store, { plan, texts, userIds, asOf }: BecauseQuestion): Promise<FillFor> {
  if (userIds.length === 0 || !texts.some(hasPlaces)) return (_, because) => because;
  const attributesOnly = { ...plan, rules: [] };
  const { attributes } = loadEvaluator(attributesOnly);
  const users = await createContextLoader(store, planNeeds(attributesOnly)).load(userIds, asOf);
  const values = new Map(users.map(({ userId, context }) => [userId, attributes(context, asOf)]));
  return (userId, because) => {
    if (because === null || !hasPlaces(because)) return because;
    const own = values.get(userId);
    return own === undefined ? null : fillBecause(because, own);
  };
}

function hasPlaces(because: string | null): boolean {
  return because !== null && because.search(PLACE) !== -1;
}
