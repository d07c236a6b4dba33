import { reach } from "../plan/reach.ts";
import type { Plan } from "../plan/plan.ts";
import type { AttributeValue, Outcome } from "../typescript/evaluator.ts";
import { compileSql, type CompileSqlOptions } from "./compile-sql.ts";
import type { CompiledStatement, JudgedUser } from "./compiled-statement.ts";
import { splitWanted } from "./split-wanted.ts";

/** Rows of one statement's answer, as `pg` gives them. */
export type AnswerRows = readonly Readonly<Record<string, unknown>>[];

/** The statements that judge all users of a relation together, to be run on one snapshot of the store. */
export interface CompiledStatements {
  readonly statements: readonly CompiledStatement[];
  /** Ids, in the order of the plan and of the outcomes that `join` gives. */
  readonly rules: readonly string[];
  /** The users of the answers, which are in the order of the statements. */
  readonly join: (answers: readonly AnswerRows[]) => readonly JudgedUser[];
}

/** Mostly one statement; several where the answer has too many columns, or the rules too many patterns or sorts, for one. */
export function compileStatements(plan: Plan, options: CompileSqlOptions): CompiledStatements {
  const statements = splitWanted(plan, options).map((share) => compileSql(plan, { ...options, ...share }));
  const rules = reach(plan, options).rules.map(({ id }) => id);
  const places = new Map(rules.map((id, place) => [id, place]));
  return { statements, rules, join: (answers) => joinAnswers(statements, places, answers) };
}

function joinAnswers(
  statements: readonly CompiledStatement[],
  places: ReadonlyMap<string, number>,
  answers: readonly AnswerRows[],
): readonly JudgedUser[] {
  const users = new Map<string, { outcomes: Outcome[]; attributes: Record<string, AttributeValue> }>();
  for (const [i, statement] of statements.entries()) {
    for (const row of answers[i] ?? []) {
      const { userId, outcomes, attributes } = statement.decode(row);
      const user = users.get(userId) ?? { outcomes: Array.from(places, () => null), attributes: {} };
      for (const [k, rule] of statement.rules.entries()) user.outcomes[places.get(rule) ?? 0] = outcomes[k] ?? null;
      Object.assign(user.attributes, attributes);
      users.set(userId, user);
    }
  }
  return Array.from(users, ([userId, user]) => ({ userId, ...user }));
}
