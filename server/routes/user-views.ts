import type { EventFacts, UserDetail, UserSummary } from "../../api/index.ts";
import type {
  BecauseOf,
  FactsOfEvent,
  LoadedPack,
  UserDetail as StoredDetail,
  UserSummary as StoredSummary,
} from "../../runtime/index.ts";

import { ruleTexts, type RuleText } from "./rule-texts.ts";

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A stored user as the console shows it in a list. */
export function userSummary({ name, score, status, lastSeen, eventCount, anonymous }: StoredSummary): UserSummary {
  return { name, score, status, lastSeen: instant(lastSeen), eventCount, anonymous };
}

/** What was known when an event was stored, as the API tells it. */
export function eventFacts({ eventId, time, address, values, known, unknown, until }: FactsOfEvent): EventFacts {
  return {
    event: eventId,
    time: instant(time),
    address,
    facts: { ...values },
    known: known.map((entry) => ({ ...entry, fields: [...entry.fields] })),
    unknown: unknown.map(({ reason, fields }) => ({ reason, fields: [...fields] })),
    until: until === null ? null : instant(until),
  };
}

/** A stored user with the words of the rules that matched, about this user as it was judged. */
export async function userDetail(
  becauseOf: BecauseOf,
  appId: number,
  user: StoredDetail,
  pack: LoadedPack,
): Promise<UserDetail> {
  const rules = await matchedRules(becauseOf, appId, user, pack);
  return {
    ...userSummary(user),
    fullName: user.fullName,
    email: user.email,
    phone: user.phone,
    created: instant(user.created),
    scoredAt: user.scoredAsOf === null ? null : instant(user.scoredAsOf),
    counters: {
      events: user.eventCount,
      ips: user.ipCount,
      devices: user.deviceCount,
      countries: user.countryCount,
      sessions: user.sessionCount,
    },
    rules,
    decision: decisionOf(user),
  };
}

/** A rule that matched once and is no longer in the pack. */
const GONE: RuleText = { title: "no longer in the pack", because: null };

async function matchedRules(
  becauseOf: BecauseOf,
  appId: number,
  { userId, matched, scoredAsOf }: StoredDetail,
  pack: LoadedPack,
): Promise<UserDetail["rules"]> {
  const known = ruleTexts(pack);
  const rules = matched.map(({ rule, weight }) => ({ id: rule, weight, ...(known.get(rule) ?? GONE) }));
  // invariant: who was never judged matched nothing
  if (scoredAsOf === null) return rules;
  const texts = rules.map(({ because }) => because);
  const fill = await becauseOf({ appId, plan: pack.plan, texts, userIds: [userId], asOf: scoredAsOf });
  return rules.map((rule) => ({ ...rule, because: fill(userId, rule.because) }));
}

function decisionOf({ decision, decidedBy, decidedAt }: StoredDetail): UserDetail["decision"] {
  if (decision === null || decidedBy === null || decidedAt === null) return null;
  return { decision, by: decidedBy, at: instant(decidedAt) };
}
