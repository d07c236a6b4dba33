import { z } from "zod";
import { AppQuery, Instant, RuleId } from "./common.ts";
import { SourceSpan } from "./diagnostic.ts";
import { DryRunRefused } from "./dry-run.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";
import { RuleSource } from "./rule-source.ts";

export const CASE_STATUSES = ["passed", "failed", "differs"] as const;

/** What a rule, or a condition that a test expects, answers. */
const Answer = z.enum(["match", "no match", "unknown", "true", "false"]);

const AttributeValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number(), z.boolean()])),
]);

/** One test, or one row of a boundary table. */
export const TestCase = z.object({
  title: z.string(),
  /** The whole test. */
  test: SourceSpan,
  /** The row of a table, or the test itself. */
  span: SourceSpan,
  /** `differs`: SQL and TypeScript do not give the same answer. */
  status: z.enum(CASE_STATUSES),
  expectations: z.array(
    z.object({
      /** As written: `A03 match`, or a condition. */
      expected: z.string(),
      span: SourceSpan,
      typescript: Answer,
      sql: Answer,
      met: z.boolean(),
    }),
  ),
  /** Of what came out otherwise than expected the attributes behind it; null is missing. */
  attributes: z.record(z.string(), AttributeValue.nullable()),
  milliseconds: z.number().min(0),
});
export type TestCase = z.infer<typeof TestCase>;

/** In how many cases a condition gave each answer; all 0 where none of them reached it. */
const SeenAnswers = z.object({ true: z.int().min(0), false: z.int().min(0), unknown: z.int().min(0) });

export const ConditionCoverage = z.object({
  /** Id of a rule or name of an attribute. */
  declaration: z.string(),
  span: SourceSpan,
  seen: SeenAnswers,
});
export type ConditionCoverage = z.infer<typeof ConditionCoverage>;

/** A threshold that can be moved by the smallest step, and every test still passes. */
export const UntestedThreshold = z.object({ declaration: z.string(), span: SourceSpan, step: z.string() });
export type UntestedThreshold = z.infer<typeof UntestedThreshold>;

/** Of two answers for each condition, true and false, those that were seen; a condition before those inside of it. */
export const RuleCoverage = z.object({
  conditions: z.array(ConditionCoverage),
  seen: z.int().min(0),
  of: z.int().min(0),
  /** Null while tests fail, or where time did not suffice. */
  untested: z.array(UntestedThreshold).nullable(),
});
export type RuleCoverage = z.infer<typeof RuleCoverage>;

const TestsRan = z.object({
  kind: z.literal("ran"),
  /** In the order of the file. */
  cases: z.array(TestCase),
  coverage: RuleCoverage,
  milliseconds: z.number().min(0),
});

/** More tests, or rows of described users, than are run for a page. */
const TooManyTests = z.object({ kind: z.literal("too_many"), cases: z.int().min(0), rows: z.int().min(0) });

export const RunTestsAnswer = z.discriminatedUnion("kind", [TestsRan, TooManyTests, DryRunRefused]);
export type RunTestsAnswer = z.infer<typeof RunTestsAnswer>;

const errors = { ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] };

/** The tests of a file as it stands in the editor, on both targets, and what they see of its rules. No stored row is read. */
export const runRuleTests = {
  method: "POST",
  url: "/api/v1/rule-tests/run",
  schema: {
    operationId: "runRuleTests",
    body: z.object({ source: RuleSource }),
    response: { 200: RunTestsAnswer, ...errors },
  },
} as const;

export const SuggestedTests = z.object({
  rule: RuleId,
  /** The threshold. */
  span: SourceSpan,
  /** The condition around it, on one line. */
  condition: z.string(),
  /** One or two `test` blocks in canonical form, run on both targets. */
  text: z.string(),
});
export type SuggestedTests = z.infer<typeof SuggestedTests>;

export const SuggestTestsAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("suggested"),
    tests: z.array(SuggestedTests),
    /** Time did not suffice for all thresholds. */
    cut: z.boolean(),
  }),
  DryRunRefused,
]);
export type SuggestTestsAnswer = z.infer<typeof SuggestTestsAnswer>;

/** Tests for the thresholds of a file that have none at their boundary. The file's own tests should pass. */
export const suggestRuleTests = {
  method: "POST",
  url: "/api/v1/rule-tests/suggest",
  schema: {
    operationId: "suggestRuleTests",
    body: z.object({ source: RuleSource }),
    response: { 200: SuggestTestsAnswer, ...errors },
  },
} as const;

export const TestOfUserAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("made"), text: z.string(), outcome: z.boolean().nullable() }),
  /** A test cannot describe the user so that the answer is the same. */
  z.object({ kind: z.literal("untold") }),
  /** The answer depends on what must not be written down. */
  z.object({ kind: z.literal("personal") }),
  DryRunRefused,
]);
export type TestOfUserAnswer = z.infer<typeof TestOfUserAnswer>;

/**
 * A test about a user like a stored one: as few rows as give the same answer, and other texts for all that says who it is. `404 not_found`: no
 * such user, or none yet; no such rule.
 */
export const testOfStoredUser = {
  method: "POST",
  url: "/api/v1/rule-tests/of-user",
  schema: {
    operationId: "testOfStoredUser",
    querystring: AppQuery,
    body: z.object({
      source: RuleSource,
      rule: RuleId,
      user: z.string().min(1).max(200),
      /** The moment to judge at; now when it is not given. */
      asOf: Instant.optional(),
    }),
    response: { 200: TestOfUserAnswer, ...errors },
  },
} as const;
