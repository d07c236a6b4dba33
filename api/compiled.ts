import { z } from "zod";
import { AppQuery, RuleId } from "./common.ts";
import { RuleDiagnostic } from "./diagnostic.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";
import { RuleSource } from "./rule-source.ts";

export const COST_CLASS_NAMES = ["constant", "profile", "rows", "tied rows", "peers"] as const;

/** Text of a target. `ranges`: stretches of it (UTF-16 offsets) and from which part of the rule they come. */
export const ShownText = z.object({
  text: z.string(),
  ranges: z.array(z.object({ part: z.int().min(0), start: z.int().min(0), end: z.int().min(0) })),
});
export type ShownText = z.infer<typeof ShownText>;

export const CompiledRule = z.object({
  kind: z.literal("compiled"),
  rule: z.object({ id: RuleId, title: z.string() }),
  /** Parts of the rule's file, outer ones before those that they hold; ranges name them by their index. */
  parts: z.array(z.object({ start: z.int().min(0), end: z.int().min(0) })),
  /** Over the sample of a dry-run; `parameters` are the values of `$1`, `$2` … as JSON, cut where they are long. */
  sql: ShownText.extend({ parameters: z.array(z.string()) }),
  typescript: ShownText,
  plan: ShownText,
  cost: z.object({
    class: z.enum(COST_CLASS_NAMES),
    /** At most, for one user. */
    rowVisits: z.int().min(0),
    steps: z.int().min(0),
  }),
});
export type CompiledRule = z.infer<typeof CompiledRule>;

/** The text has errors: nothing was compiled. */
const CompileRefused = z.object({ kind: z.literal("refused"), diagnostics: z.array(RuleDiagnostic) });

export const CompileAnswer = z.discriminatedUnion("kind", [CompiledRule, CompileRefused]);
export type CompileAnswer = z.infer<typeof CompileAnswer>;

const RuleQuestion = z.object({ source: RuleSource.optional(), rule: RuleId });

/** What does a rule become? `404 not_found`: no such rule. */
export const compileRule = {
  method: "POST",
  url: "/api/v1/compiled",
  schema: {
    operationId: "compileRule",
    querystring: AppQuery,
    body: RuleQuestion,
    response: { 200: CompileAnswer, ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] },
  },
} as const;

/** One step of a statement, with those that it reads from. It tells no value that a rule or a row holds. */
export const QueryPlanNode = z.object({
  step: z.string(),
  table: z.string().nullable(),
  index: z.string().nullable(),
  /** PostgreSQL's own unit, with all inputs. */
  cost: z.number().min(0),
  rows: z.number().min(0),
  /** Null when the statement was not run. */
  actual: z.object({ milliseconds: z.number().min(0), rows: z.number().min(0) }).nullable(),
  get inputs(): z.ZodArray<typeof QueryPlanNode> {
    return z.array(QueryPlanNode);
  },
});
export type QueryPlanNode = z.infer<typeof QueryPlanNode>;

export const QueryPlanAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("planned"),
    planningMs: z.number().min(0).nullable(),
    executionMs: z.number().min(0).nullable(),
    root: QueryPlanNode,
  }),
  CompileRefused,
]);
export type QueryPlanAnswer = z.infer<typeof QueryPlanAnswer>;

/** How does PostgreSQL ask a rule about the users seen last? With `run` it does; else it only plans. */
export const queryPlan = {
  method: "POST",
  url: "/api/v1/compiled/query-plan",
  schema: {
    operationId: "queryPlan",
    querystring: AppQuery,
    body: RuleQuestion.extend({ run: z.boolean().default(false) }),
    response: { 200: QueryPlanAnswer, ...PROBLEM_RESPONSES, 404: PROBLEM_RESPONSES[400] },
  },
} as const;
