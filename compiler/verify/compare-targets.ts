import type { CompiledQuery } from "kysely";
import type { Plan } from "../plan/plan.ts";
import { compileSql } from "../sql/compile-sql.ts";
import type { AttributeValue, Evaluator, Outcome } from "../typescript/evaluator.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import { type DescribedUser, describedRelations } from "./described-relations.ts";

/** Runs a statement on some PostgreSQL and gives its rows. */
export type RunQuery = (query: CompiledQuery) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** One answer on which the targets differ. */
export interface Difference {
  readonly userId: string;
  /** A rule or an attribute. */
  readonly name: string;
  readonly sql: AttributeValue;
  readonly typescript: AttributeValue;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** What the targets agreed on or not: the outcomes in TypeScript, for whoever wonders whether they say anything. */
  readonly outcomes: readonly Outcome[];
}

export interface CompareOptions {
  readonly plan: Plan;
  readonly users: readonly DescribedUser[];
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly run: RunQuery;
  /** Another evaluator than the plan's own: that of a seeded fault. */
  readonly evaluator?: Evaluator;
}

/** Judges users on both targets and compares every rule and every attribute, in all three values. */
export async function compareTargets({ plan, users, asOf, run, ...given }: CompareOptions): Promise<Comparison> {
  const evaluator = given.evaluator ?? loadEvaluator(plan);
  const attributes = plan.attributes.map(({ name }) => name);
  const statement = compileSql(plan, { asOf, relations: describedRelations(users), attributes });
  const judged = new Map((await run(statement.query)).map((row) => [String(row["user_id"]), statement.decode(row)]));
  const differences: Difference[] = [];
  const outcomes: Outcome[] = [];
  for (const { userId, context, inputs } of users) {
    const sqlSide = judged.get(userId);
    if (sqlSide === undefined) throw new Error(`invariant: the statement left out user ${userId}`);
    const typescriptSide = [...evaluator.evaluate(context, asOf, inputs)];
    const values = evaluator.attributes(context, asOf, inputs);
    outcomes.push(...typescriptSide);
    statement.rules.forEach((name, i) => {
      compare(userId, name, sqlSide.outcomes[i] ?? null, typescriptSide[i] ?? null);
    });
    for (const name of attributes) compare(userId, name, sqlSide.attributes[name] ?? null, values[name] ?? null);
  }
  return { differences, outcomes };

  function compare(userId: string, name: string, sql: AttributeValue, typescript: AttributeValue): void {
    if (!sameValue(sql, typescript)) differences.push({ userId, name, sql, typescript });
  }
}

/** Addresses and texts have one spelling, numbers no -0, lists are sorted: equal values look equal. */
export function sameValue(left: AttributeValue, right: AttributeValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
