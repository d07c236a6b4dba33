import type { CompiledQuery } from "kysely";
import { type ListEntries, NO_ENTRIES } from "../plan/list-entries.ts";
import type { Plan } from "../plan/plan.ts";
import type { Wanted } from "../plan/reach.ts";
import { compileStatements } from "../sql/compile-statements.ts";
import type { AttributeValue, Evaluator, Outcome } from "../typescript/evaluator.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import type { SourceRelations } from "../sql/source-relations.ts";
import { type DescribedUser, describedRelations } from "./described-relations.ts";
import { type Member, PEER_CAPS, type PeerCaps, withPeers } from "./population.ts";
import { populationRelations } from "./population-relations.ts";

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

/** All answers of one target about one user, in the order of the plan. */
export interface Judgement {
  readonly outcomes: readonly Outcome[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** The outcomes of all rules for all users, for whoever wonders whether they say anything. */
  readonly outcomes: readonly Outcome[];
}

export interface JudgeOptions {
  readonly plan: Plan;
  readonly users: readonly DescribedUser[];
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** Entries of runtime lists; none if left out. */
  readonly lists?: ListEntries;
}

/** Users whose peers follow from what they share, instead of standing in their contexts. */
export interface JudgePopulation extends Omit<JudgeOptions, "users"> {
  readonly members: readonly Member[];
  readonly caps?: PeerCaps;
}

/** In memory, and in SQL from what all members use; the users of the answer are the members. */
export async function comparePopulation({
  run,
  ...population
}: JudgePopulation & { readonly run: RunQuery }): Promise<Comparison> {
  const { members, caps = PEER_CAPS, ...options } = population;
  const users = withPeers(members, caps);
  const bySql = await judgeBySql({ ...options, users }, run, { relations: populationRelations(members, caps) });
  const byTypeScript = judgeByTypeScript({ ...options, users }, loadEvaluator(options.plan));
  return {
    differences: findDifferences({ ...options, users }, bySql, byTypeScript),
    outcomes: byTypeScript.flatMap(({ outcomes }) => outcomes),
  };
}

/** Judges users on both targets and compares every rule and every attribute, in all three values. */
export async function compareTargets({
  run,
  ...options
}: JudgeOptions & { readonly run: RunQuery }): Promise<Comparison> {
  const bySql = await judgeBySql(options, run);
  const byTypeScript = judgeByTypeScript(options, loadEvaluator(options.plan));
  return {
    differences: findDifferences(options, bySql, byTypeScript),
    outcomes: byTypeScript.flatMap(({ outcomes }) => outcomes),
  };
}

interface JudgeBySqlOptions {
  readonly wanted?: Wanted;
  /** Where the users are read; as they are described if left out. */
  readonly relations?: SourceRelations;
}

/** In the order of the users. All rules and attributes, unless only some are wanted; huge packs by several statements. */
export async function judgeBySql(
  { plan, users, asOf, lists = NO_ENTRIES }: JudgeOptions,
  run: RunQuery,
  {
    wanted = { attributes: plan.attributes.map(({ name }) => name) },
    relations = describedRelations(users),
  }: JudgeBySqlOptions = {},
): Promise<readonly Judgement[]> {
  const { statements, join } = compileStatements(plan, { asOf, relations, ...wanted, lists });
  const answers = await Promise.all(statements.map(({ query }) => run(query)));
  const judged = new Map(join(answers).map((user) => [user.userId, user]));
  return users.map(({ userId }) => {
    const judgement = judged.get(userId);
    if (judgement === undefined) throw new Error(`invariant: the statement left out user ${userId}`);
    return judgement;
  });
}

/** In the order of the users. */
export function judgeByTypeScript(
  { users, asOf, lists = NO_ENTRIES }: JudgeOptions,
  loaded: Evaluator,
): readonly Judgement[] {
  const evaluator = loaded.withLists(lists);
  return users.map(({ context, inputs }) => ({
    // The evaluator overwrites its array.
    outcomes: [...evaluator.evaluate(context, asOf, inputs)],
    attributes: evaluator.attributes(context, asOf, inputs),
  }));
}

export function findDifferences(
  { plan, users }: JudgeOptions,
  bySql: readonly Judgement[],
  byTypeScript: readonly Judgement[],
): readonly Difference[] {
  return users.flatMap(({ userId }, i) => {
    const [left, right] = [bySql[i], byTypeScript[i]];
    const answers = [
      ...plan.rules.map(({ id }, k) => ({ name: id, sql: left?.outcomes[k], typescript: right?.outcomes[k] })),
      ...plan.attributes.map(({ name }) => ({
        name,
        sql: left?.attributes[name],
        typescript: right?.attributes[name],
      })),
    ];
    return answers.flatMap(({ name, sql = null, typescript = null }) =>
      sameValue(sql, typescript) ? [] : [{ userId, name, sql, typescript }],
    );
  });
}

/** Addresses and texts have one spelling, numbers no -0, lists are sorted: equal values look equal. */
export function sameValue(left: AttributeValue, right: AttributeValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
