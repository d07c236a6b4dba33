import { z } from "zod";
import { AppQuery, Instant, RuleId } from "./common.ts";
import { RuleDiagnostic, SourceSpan } from "./diagnostic.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";
import { RuleSource } from "./rule-source.ts";

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A value as it is shown: times in ISO 8601, durations in milliseconds, lists cut; null is missing, or unknown. */
export const ShownValue = z.union([Scalar, z.object({ list: z.array(Scalar), more: z.int().min(0) })]).nullable();

export type ShownValue = z.infer<typeof ShownValue>;

/** Where something stands, and the first line of what stands there; `via`: the use of the `define` that brought it in. */
const EXCERPT = {
  text: z.string(),
  span: SourceSpan.nullable(),
  via: z.object({ text: z.string(), span: SourceSpan }).nullable(),
};

/** A row of the user: `index` 0 is the newest. */
const ROW_PLACE = { source: z.string(), index: z.int().min(0), time: Instant };

/** Why a value is missing or a condition unknown. */
export const Blame = z.object({
  what: z.enum(["field", "attribute", "map_key", "no_rows", "no_result"]),
  name: z.string(),
  row: z.object(ROW_PLACE).nullable(),
});

export type Blame = z.infer<typeof Blame>;

/** One row behind an aggregate, with the fields that were read; the condition is followed in the nearest rows. */
export const RowTrace = z.object({
  source: ROW_PLACE.source,
  index: ROW_PLACE.index,
  time: ROW_PLACE.time,
  fields: z.array(z.object({ name: z.string(), type: z.string(), value: ShownValue })),
  value: ShownValue,
  get condition(): z.ZodNullable<typeof TraceNode> {
    return TraceNode.nullable();
  },
});

export type RowTrace = z.infer<typeof RowTrace>;

/** `seen` rows inside `last` and `within`, of which `where` and ties kept some and left some open; some fulfil a condition. */
export const RowsTrace = z.object({
  source: z.string(),
  seen: z.int().min(0),
  kept: z.int().min(0),
  unknown: z.int().min(0),
  fulfilled: z.int().min(0).nullable(),
  get shown(): z.ZodArray<typeof RowTrace> {
    return z.array(RowTrace);
  },
  more: z.int().min(0),
  /** Milliseconds before the judged moment in which rows are looked at; null where only `last`, or nothing, bounds them. */
  within: z.number().nullable(),
  /** The newest 200 of those seen, newest first; `counts`: kept, and of a condition fulfilled. */
  times: z.array(z.object({ time: Instant, counts: z.boolean() })),
});

export type RowsTrace = z.infer<typeof RowsTrace>;

// Recursive schemas are written out: TypeScript cannot infer them through a spread.
/** One sub-expression with its value; conditions are `bool`, and null is unknown. */
export const TraceNode = z.object({
  text: EXCERPT.text,
  span: EXCERPT.span,
  via: EXCERPT.via,
  kind: z.string(),
  type: z.string(),
  value: ShownValue,
  get children(): z.ZodArray<typeof TraceNode> {
    return z.array(TraceNode);
  },
  /** Its own tree stands in `attributes`. */
  attribute: z.string().nullable(),
  get rows(): z.ZodNullable<typeof RowsTrace> {
    return RowsTrace.nullable();
  },
  blame: z.array(Blame),
});
export type TraceNode = z.infer<typeof TraceNode>;

/** A condition that could change: what it is about, what that is, what it would have to be. */
export const Leaf = z.object({
  ...EXCERPT,
  row: z.object(ROW_PLACE).nullable(),
  subject: z.string(),
  actual: ShownValue,
  /** Of `actual`; `rows` is a number of rows. */
  type: z.string(),
  truth: z.boolean().nullable(),
  needed: z.string(),
  blame: z.array(Blame),
});

export type Leaf = z.infer<typeof Leaf>;

/** Sets of `leaves` by their places, smallest first; incomplete where there are more. */
const LEAF_SETS = {
  leaves: z.array(Leaf),
  sets: z.array(z.array(z.int().min(0))).readonly(),
  complete: z.boolean(),
};

const FailedCondition = z.object({ ...EXCERPT, part: z.enum(["when", "except"]), truth: z.boolean().nullable() });

/** Why a rule matches one user, or what keeps it from it. */
export const Explanation = z.object({
  /** Raised when a field changes its meaning or goes away. */
  version: z.literal(1),
  rule: z.object({ id: RuleId, title: z.string() }),
  /** The rule's `because` with this user's values. */
  because: z.string().nullable(),
  outcome: z.enum(["match", "no_match", "unknown"]),
  asOf: Instant,
  when: TraceNode,
  except: TraceNode.nullable(),
  /** All that are read, dependencies first. */
  attributes: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      doc: z.string().nullable(),
      value: ShownValue,
      tree: TraceNode.nullable(),
    }),
  ),
  /** Null for a match. Each set, changed together, makes the rule match: it was judged anew. */
  nearestMiss: z.object({ ...LEAF_SETS, failed: z.array(FailedCondition), conditions: z.int().min(0) }).nullable(),
  /** For a match the sets of conditions each of which was enough. */
  why: z.object(LEAF_SETS).nullable(),
  /** Fields that are known only as they are stored now, whatever the moment. */
  currentFields: z.array(z.string()),
});
export type Explanation = z.infer<typeof Explanation>;

export const ExplainJudged = z.object({ kind: z.literal("explained"), user: z.string(), explanation: Explanation });
/** The text has errors: nothing was judged. */
export const ExplainRefused = z.object({ kind: z.literal("refused"), diagnostics: z.array(RuleDiagnostic) });
export const ExplainAnswer = z.discriminatedUnion("kind", [ExplainJudged, ExplainRefused]);
export type ExplainAnswer = z.infer<typeof ExplainAnswer>;

const UserParams = z.object({ name: z.string().min(1).max(400) });
const RESPONSES = { 200: ExplainAnswer, ...PROBLEM_RESPONSES, 404: Problem };

/** Of a stored user, now or at a past moment, by a rule of the pack. `404 not_found`: no such rule, user, or not yet. */
export const explainUser = {
  method: "GET",
  url: "/api/v1/users/:name/explain",
  schema: {
    operationId: "explainUser",
    params: UserParams,
    querystring: AppQuery.extend({ rule: RuleId, asOf: Instant.optional() }),
    response: RESPONSES,
  },
} as const;

export const ExplainRequest = z.object({ source: RuleSource.optional(), rule: RuleId, asOf: Instant.optional() });
export type ExplainRequest = z.input<typeof ExplainRequest>;

/** The same by a rule as it stands in the editor. */
export const explainSource = {
  method: "POST",
  url: "/api/v1/users/:name/explain",
  schema: {
    operationId: "explainSource",
    params: UserParams,
    querystring: AppQuery,
    body: ExplainRequest,
    response: RESPONSES,
  },
} as const;
