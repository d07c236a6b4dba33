import { z } from "zod";
import { AppQuery, RuleId } from "./common.ts";
import { RuleDiagnostic } from "./diagnostic.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";
import { RuleSource } from "./rule-source.ts";

export const ConditionRates = z.object({
  kind: z.literal("rates"),
  /** Users who were asked about: those seen last. */
  tested: z.int().min(0),
  /** Conditions that stand in the rule's `when` directly, in the order of the text; offsets in the rule's file. */
  conditions: z.array(
    z.object({
      start: z.int().min(0),
      end: z.int().min(0),
      /** Users it is true of, asked on its own. */
      matched: z.int().min(0),
      unknown: z.int().min(0),
    }),
  ),
});
export type ConditionRates = z.infer<typeof ConditionRates>;

export const ConditionRatesAnswer = z.discriminatedUnion("kind", [
  ConditionRates,
  z.object({ kind: z.literal("refused"), diagnostics: z.array(RuleDiagnostic) }),
]);
export type ConditionRatesAnswer = z.infer<typeof ConditionRatesAnswer>;

/** Of how many users is each condition of a rule true? `404 not_found`: no such rule. */
export const conditionRates = {
  method: "POST",
  url: "/api/v1/dry-run/conditions",
  schema: {
    operationId: "conditionRates",
    querystring: AppQuery,
    body: z.object({ source: RuleSource.optional(), rule: RuleId }),
    response: { 200: ConditionRatesAnswer, ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] },
  },
} as const;
