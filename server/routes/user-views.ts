import type { UserDetail, UserSummary } from "../../api/index.ts";
import type { LoadedPack, UserDetail as StoredDetail, UserSummary as StoredSummary } from "../../runtime/index.ts";
import { ruleTexts, type RuleText } from "./rule-texts.ts";

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A stored user as the console shows it in a list. */
export function userSummary({ name, score, status, lastSeen, eventCount }: StoredSummary): UserSummary {
  return { name, score, status, lastSeen: instant(lastSeen), eventCount };
}

/** A stored user with the words of the rules that matched. */
export function userDetail(user: StoredDetail, pack: LoadedPack): UserDetail {
  const texts = ruleTexts(pack);
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
    rules: user.matched.map(({ rule, weight }) => ({ id: rule, weight, ...(texts.get(rule) ?? GONE) })),
    decision: decisionOf(user),
  };
}

/** A rule that matched once and is no longer in the pack. */
const GONE: RuleText = { title: "no longer in the pack", because: null };

function decisionOf({ decision, decidedBy, decidedAt }: StoredDetail): UserDetail["decision"] {
  if (decision === null || decidedBy === null || decidedAt === null) return null;
  return { decision, by: decidedBy, at: instant(decidedAt) };
}
