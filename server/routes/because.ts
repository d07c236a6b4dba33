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
  /** As written in the rule. */
  readonly because: string | null;
  readonly userIds: readonly string[];
  /** Milliseconds. */
  readonly asOf: number;
}

/** What a rule says of each of these users, by user id; a text without places is the same for all and asks nobody. */
export async function becauseOf(
  store: Store,
  { plan, because, userIds, asOf }: BecauseQuestion,
): Promise<(userId: string) => string | null> {
  if (because === null || because.search(PLACE) === -1 || userIds.length === 0) return () => because;
  const attributesOnly = { ...plan, rules: [] };
  const { attributes } = loadEvaluator(attributesOnly);
  const users = await createContextLoader(store, planNeeds(attributesOnly)).load(userIds, asOf);
  const texts = new Map(users.map(({ userId, context }) => [userId, fillBecause(because, attributes(context, asOf))]));
  return (userId) => texts.get(userId) ?? null;
}
