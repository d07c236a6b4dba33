import { compileStatements } from "../../compiler/sql/compile-statements.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import type { AttributeValue, Plan } from "../../compiler/index.ts";
import { planNeeds } from "../../runtime/context/context-needs.ts";
import { createContextLoader } from "../../runtime/context/load-contexts.ts";
import { createStoredRelations } from "../../runtime/context/stored-relations.ts";
import type { Store } from "../../runtime/index.ts";
import { readTotals } from "./read-totals.ts";
import type { Judged } from "./difference.ts";

export interface Judgement {
  /** By user name. */
  readonly users: ReadonlyMap<string, Judged>;
  /** The attributes of each, by user name. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, AttributeValue>>>;
  /** `A03 of anna: sql true, typescript null`, `A03 of anna: stored true, typescript false`, `ea_id of anna: sql "a", typescript "b"`. */
  readonly targetDifferences: readonly string[];
}

interface JudgeOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly appId: number;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
}

/**
 * Judges every stored user on both targets: by the compiled statement, and by the compiled module over loaded contexts. What
 * the server stored with its scores must be the same.
 */
export async function judgeUsers({ store, plan, appId, asOf }: JudgeOptions): Promise<Judgement> {
  const names = await readNames(store);
  const relations = createStoredRelations(appId, { kind: "range", from: "0", to: null });
  const { statements, rules, join } = compileStatements(plan, {
    asOf,
    relations,
    attributes: plan.attributes.map(({ name }) => name),
  });
  const answers = await Promise.all(
    statements.map(async ({ query }) => {
      const { rows } = await store.pool.query<Record<string, unknown>>(query.sql, [...query.parameters]);
      return rows;
    }),
  );
  const bySql = new Map(join(answers).map((user) => [user.userId, user]));
  const evaluator = loadEvaluator(plan);
  const loaded = await createContextLoader(store, planNeeds(plan)).load([...names.keys()], asOf);
  const totals = await readTotals(store);
  const stored = await readStoredMatches(store);

  const users = new Map<string, Judged>();
  const values = new Map<string, Readonly<Record<string, AttributeValue>>>();
  const targetDifferences: string[] = [];
  for (const { userId, context } of loaded) {
    const userName = names.get(userId) ?? userId;
    const fired = new Set<string>();
    const sqlOutcomes = new Map(rules.map((rule, i) => [rule, bySql.get(userId)?.outcomes[i]]));
    for (const [i, outcome] of evaluator.evaluate(context, asOf).entries()) {
      const rule = evaluator.rules[i];
      if (rule === undefined) continue;
      if (outcome === true) fired.add(rule);
      const sql = sqlOutcomes.get(rule);
      const kept = stored.get(userId)?.has(rule) === true;
      if (kept !== (outcome === true))
        targetDifferences.push(`${rule} of ${userName}: stored ${kept}, typescript ${outcome}`);
      if (sql !== outcome) targetDifferences.push(`${rule} of ${userName}: sql ${sql}, typescript ${outcome}`);
    }
    const counted = totals.get(userName);
    if (counted) users.set(userName, { userName, fired, totals: counted });
    const computed = evaluator.attributes(context, asOf);
    values.set(userName, computed);
    for (const [name, value] of Object.entries(computed)) {
      const [sql, typescript] = [bySql.get(userId)?.attributes[name], value].map(inOrder);
      if (sql !== typescript) targetDifferences.push(`${name} of ${userName}: sql ${sql}, typescript ${typescript}`);
    }
  }
  return { users, values, targetDifferences };
}

/** The order of a list means nothing. */
function inOrder(value: AttributeValue | undefined): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
}

async function readNames({ pool }: Store): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}

/** The rules that each user's stored score was made of. */
async function readStoredMatches({ db }: Store): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.selectFrom("scores").select(["user_id", "matched"]).execute();
  return new Map(rows.map(({ user_id, matched }) => [user_id, new Set(Object.keys(matched))]));
}
