import { z } from "zod";
import { AppQuery, Instant, RuleId, Score, UsersByScore, UsersByStatus, UserStatus } from "./common.ts";
import { RuleDiagnostic } from "./diagnostic.ts";
import { Blame } from "./explain.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";
import { RuleSource } from "./rule-source.ts";

export const DRY_RUN_SCOPES = ["sample", "all"] as const;
/** What users may share with others, as `peers by …` names it. */
const SHARED_THINGS = ["ip", "subnet", "device", "phone", "email"] as const;

/** `sample` asks the 1,000 users seen last. */
export const DryRunScope = z.enum(DRY_RUN_SCOPES);

/** How the answer was found: from a sample, from kept profiles of all users, or from all users' events. */
export const DryRunTier = z.enum(["sample", "profile", "events"]);

export const DryRunUser = z.object({
  name: z.string(),
  score: Score,
  status: UserStatus,
  lastSeen: Instant,
  /** The rule's `because` with this user's values; null when the rule has none. */
  because: z.string().nullable(),
});
export type DryRunUser = z.infer<typeof DryRunUser>;

/** What was missing of users for whom the rule could not say. */
export const DryRunUnknown = z.object({
  /** Users who were looked at: the unknown ones seen last. */
  looked: z.int().min(0),
  /** The ten that were missing most often, and of how many users; of one user several things may be. */
  reasons: z.array(z.object({ what: Blame.shape.what, name: z.string(), users: z.int().min(1) })),
});
export type DryRunUnknown = z.infer<typeof DryRunUnknown>;

/** Users whom only one of the two versions matches. */
const DryRunSide = z.object({
  count: z.int().min(0),
  /** At most `limit` of them, seen last first. */
  users: z.array(DryRunUser.omit({ because: true })),
});

/** What changes when the asked text takes the place of the deployed rule. */
export const DryRunDifference = z.object({
  /** The deployed pack has no rule of that id: everybody that matches is gained. */
  isNew: z.boolean(),
  gained: DryRunSide,
  lost: DryRunSide,
});
export type DryRunDifference = z.infer<typeof DryRunDifference>;

/** How the rule stands to the others, by the last scores of the tested users. */
export const DryRunOverlap = z.object({
  /** Tested users that have a score. */
  compared: z.int().min(0),
  /** Of these, whom the asked rule matches. */
  matched: z.int().min(0),
  /** Of those that match, whom no other rule with a weight matches. */
  alone: z.int().min(0),
  /** At most 20 that match some of the same users, those whose users are most nearly the same first; `total` is of those compared. */
  rules: z.array(z.object({ rule: RuleId, title: z.string().nullable(), both: z.int().min(1), total: z.int().min(1) })),
  /** The asked rule and at most 12 of `rules`, each with each: `both[i][j]` users match `rules[i]` and `rules[j]`, `both[i][i]` all of `rules[i]`. */
  matrix: z.object({ rules: z.array(RuleId), both: z.array(z.array(z.int().min(0))) }),
  /** Of those compared, whose stored score another pack than the deployed one made: they are scored again soon. */
  older: z.int().min(0),
});
export type DryRunOverlap = z.infer<typeof DryRunOverlap>;

/** What scores and statuses become when the asked text takes the place of the scored rule, among the tested users that have a score. */
export const DryRunScores = z.object({
  compared: z.int().min(0),
  /** What the rule was counted with: what was asked for, else the app's, else `medium` for a rule that the pack does not have. */
  weight: z.int(),
  thresholds: z.object({ review: z.int().nullable(), blacklist: z.int().nullable() }),
  sizes: z.object({ before: UsersByStatus, after: UsersByStatus }),
  /** Of users without a decision: whom a threshold may move. */
  histogram: z.object({ before: UsersByScore, after: UsersByScore }),
  /** Users with a decision, whom no threshold moves. */
  decided: z.int().min(0),
  /** Users whose score becomes another one. */
  rescored: z.int().min(0),
  /** The gravest first. */
  moves: z.array(z.object({ from: UserStatus, to: UserStatus, users: z.int().min(1) })),
});
export type DryRunScores = z.infer<typeof DryRunScores>;

export const DryRunJudged = z.object({
  kind: z.literal("judged"),
  rule: z.object({ id: RuleId, title: z.string() }),
  tested: z.int().min(0),
  matched: z.int().min(0),
  /** Users for whom facts were missing, so that the rule could not say. */
  unknown: z.int().min(0),
  whyUnknown: DryRunUnknown,
  tier: DryRunTier,
  asOf: Instant,
  milliseconds: z.number().min(0),
  /** For a question about a past moment the fields it read that are known only as they are stored now: `ips.user_count`. */
  currentFields: z.array(z.string()),
  /** How many addresses, networks … of the tested users have more users than the thousand newest, whom alone the rule saw. */
  crowded: z.array(z.object({ by: z.enum(SHARED_THINGS), values: z.int().min(1) })),
  /** At most `limit` of those that matched, seen last first. */
  users: z.array(DryRunUser),
  /** Null when the asked text is the deployed one. */
  difference: DryRunDifference.nullable(),
  /** Null for a question about a past moment: only the last scores name the rules that match. */
  overlap: DryRunOverlap.nullable(),
  /** Null for a question about a past moment, for the same reason. */
  scores: DryRunScores.nullable(),
});
export type DryRunJudged = z.infer<typeof DryRunJudged>;

/** The text has errors: nothing was run. */
export const DryRunRefused = z.object({ kind: z.literal("refused"), diagnostics: z.array(RuleDiagnostic) });

export const DryRunAnswer = z.discriminatedUnion("kind", [DryRunJudged, DryRunRefused]);
export type DryRunAnswer = z.infer<typeof DryRunAnswer>;

/** Made up by whoever asks. */
export const RunName = z.string().regex(/^[\w-]{8,64}$/);

export const DryRunRequest = z.object({
  source: RuleSource.optional(),
  rule: RuleId,
  /** The moment to judge at; now when it is not given. */
  asOf: Instant.optional(),
  scope: DryRunScope.default("sample"),
  limit: z.int().min(0).max(1000).default(100),
  /** False: only how many match, without whom, the difference, the overlap, the scores and why some are unknown: soonest answered. */
  details: z.boolean().default(true),
  /** What the rule weighs in `scores`; the app's own weight when it is not given. */
  weight: z.int().min(-100).max(100).optional(),
  /** A name for the question while it is asked, to look how far it is. */
  run: RunName.optional(),
});
export type DryRunRequest = z.input<typeof DryRunRequest>;

/** Which stored users would this rule match? Nothing is written. `404 not_found`: no such rule. */
export const dryRun = {
  method: "POST",
  url: "/api/v1/dry-run",
  schema: {
    operationId: "dryRun",
    querystring: AppQuery,
    body: DryRunRequest,
    response: { 200: DryRunAnswer, ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] },
  },
} as const;

/** The match rate at past moments, a week apart. */
export const DryRunTrend = z.object({
  kind: z.literal("judged"),
  rule: z.object({ id: RuleId, title: z.string() }),
  /** Oldest first, each of the 1,000 users seen last among those who were there then. */
  points: z.array(
    z.object({
      asOf: Instant,
      tested: z.int().min(0),
      matched: z.int().min(0),
      unknown: z.int().min(0),
    }),
  ),
  /** False when the time was over before the oldest moments were asked about. */
  complete: z.boolean(),
  tier: DryRunTier,
  milliseconds: z.number().min(0),
  currentFields: DryRunJudged.shape.currentFields,
});
export type DryRunTrend = z.infer<typeof DryRunTrend>;

export const DryRunTrendAnswer = z.discriminatedUnion("kind", [DryRunTrend, DryRunRefused]);
export type DryRunTrendAnswer = z.infer<typeof DryRunTrendAnswer>;

/** How would the rule have fared over the last weeks? One question a week, given up after 30 s. `404 not_found`: no such rule. */
export const dryRunTrend = {
  method: "POST",
  url: "/api/v1/dry-run/trend",
  schema: {
    operationId: "dryRunTrend",
    querystring: AppQuery,
    body: z.object({
      source: RuleSource.optional(),
      rule: RuleId,
      weeks: z.int().min(2).max(26).default(8),
      run: RunName.optional(),
    }),
    response: { 200: DryRunTrendAnswer, ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] },
  },
} as const;

const TrendProgress = z.object({ asked: z.int().min(0), of: z.int().min(0) });

/** How many weeks are asked about? Null: no trend of that name is under way on this server. */
export const dryRunTrendProgress = {
  method: "GET",
  url: "/api/v1/dry-run/trend/:run",
  schema: {
    operationId: "getDryRunTrendProgress",
    params: z.object({ run: RunName }),
    response: { 200: z.object({ progress: TrendProgress.nullable() }), ...PROBLEM_RESPONSES },
  },
} as const;

export const DryRunProgress = z.object({ tested: z.int().min(0), of: z.int().min(0) });
export type DryRunProgress = z.infer<typeof DryRunProgress>;

/** How far is a dry-run? Null: none of that name is under way on this server. Leaving the dry-run's own request ends it. */
export const dryRunProgress = {
  method: "GET",
  url: "/api/v1/dry-run/:run",
  schema: {
    operationId: "getDryRunProgress",
    params: z.object({ run: RunName }),
    response: { 200: z.object({ progress: DryRunProgress.nullable() }), ...PROBLEM_RESPONSES },
  },
} as const;
