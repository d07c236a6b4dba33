import { z } from "zod";
import { compileSql, type Plan } from "../../compiler/index.ts";
import { createStoredRelations } from "../context/stored-relations.ts";
import type { Store } from "../db/store.ts";
import { SAMPLE_USERS } from "../dry-run/dry-run.ts";
import { inSnapshot } from "../dry-run/in-snapshot.ts";
import { entriesAsOf } from "../lists/read-list.ts";
import type { StoredRuleQuestion } from "./show-stored-rule.ts";

/** Planning takes milliseconds, running as long as a dry-run of the sample: a person waits for either. */
const WITHIN_MS = 10_000;

/**
 * One step of a statement. Costs are PostgreSQL's own unit, of the step with all below it. It says what is read and
 * how, and not with which values: conditions would quote what rules and rows hold.
 */
export interface QueryPlanNode {
  /** `Seq Scan`, `Index Scan`, `Sort` … */
  readonly step: string;
  readonly table: string | null;
  readonly index: string | null;
  readonly cost: number;
  /** Expected. */
  readonly rows: number;
  /** What it was, when it was run; rows of all of its rounds together. */
  readonly actual: { readonly milliseconds: number; readonly rows: number } | null;
  readonly inputs: readonly QueryPlanNode[];
}

export interface QueryPlan {
  readonly planningMs: number | null;
  /** Null when it was not run. */
  readonly executionMs: number | null;
  readonly root: QueryPlanNode;
}

export interface QueryPlanQuestion extends StoredRuleQuestion {
  /** Runs the statement, too, over the sample. */
  readonly run: boolean;
  readonly signal?: AbortSignal;
}

/** How PostgreSQL would ask, or did ask, a rule about the users seen last. Writes nothing. */
export async function readQueryPlan(
  store: Store,
  plan: Plan,
  { appId, rule, asOf, run, signal }: QueryPlanQuestion,
): Promise<QueryPlan> {
  const lists = await entriesAsOf(store, plan, appId, asOf);
  const relations = createStoredRelations(appId, { kind: "newest", count: SAMPLE_USERS });
  const { query } = compileSql(plan, { rules: [rule], asOf, relations, lists });
  return inSnapshot(store, { connections: 1, signal }, async ([client]) => {
    await client.query("select set_config('statement_timeout', $1, true)", [String(WITHIN_MS)]);
    // EXPLAIN takes a statement's text; this one is the compiler's, and every value of it is bound.
    const options = run ? "analyze, buffers off, format json" : "format json";
    const { rows } = await client.query<Record<"QUERY PLAN", unknown>>(`explain (${options}) ${query.sql}`, [
      ...query.parameters,
    ]);
    return queryPlanOf(rows[0]?.["QUERY PLAN"]);
  });
}

const PlanNode = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Total Cost": z.number(),
  "Plan Rows": z.number(),
  "Actual Total Time": z.number().optional(),
  "Actual Rows": z.number().optional(),
  "Actual Loops": z.number().optional(),
  get Plans(): z.ZodOptional<z.ZodArray<typeof PlanNode>> {
    return z.array(PlanNode).optional();
  },
});
const Explained = z
  .array(z.object({ Plan: PlanNode, "Planning Time": z.number().optional(), "Execution Time": z.number().optional() }))
  .length(1);

/** Exported for its test. */
export function queryPlanOf(explained: unknown): QueryPlan {
  const [answer] = Explained.parse(explained);
  // invariant: the schema has exactly one
  if (answer === undefined) throw new Error("EXPLAIN answered nothing");
  return {
    planningMs: answer["Planning Time"] ?? null,
    executionMs: answer["Execution Time"] ?? null,
    root: nodeOf(answer.Plan),
  };
}

function nodeOf(node: z.infer<typeof PlanNode>): QueryPlanNode {
  const { "Actual Total Time": time, "Actual Rows": rows, "Actual Loops": loops = 1 } = node;
  return {
    step: node["Node Type"],
    table: node["Relation Name"] ?? null,
    index: node["Index Name"] ?? null,
    cost: node["Total Cost"],
    rows: node["Plan Rows"],
    actual: time === undefined || rows === undefined ? null : { milliseconds: time * loops, rows: rows * loops },
    inputs: (node.Plans ?? []).map(nodeOf),
  };
}
