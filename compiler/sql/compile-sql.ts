import { sql } from "kysely";
import { dayStart } from "../functions/numbers.ts";
import type { Sql } from "../functions/function-row.ts";
import { userPaths } from "../plan/fields-read.ts";
import { type ListEntries, NO_ENTRIES, withEntries } from "../plan/list-entries.ts";
import type { Expr } from "../plan/expr.ts";
import type { Plan, PlanAttribute, PlanRule } from "../plan/plan.ts";
import { indexPlan } from "../plan/plan-index.ts";
import { expressionsOf, type Reach, reach, type Wanted } from "../plan/reach.ts";
import { aggregateRef } from "./aggregate-sql.ts";
import { computedOnce } from "./computed-once.ts";
import { createDataForms } from "./data-forms.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { decodeUser, outputColumn } from "./decode-user.ts";
import { lowerExpr } from "./lower-expr.ts";
import { groupRows } from "./rows-pipeline.ts";
import { columnOf, inputColumn, type SourceRelations } from "./source-relations.ts";
import type { SqlScope } from "./sql-scope.ts";
import { sqlStages } from "./sql-stages.ts";
import { compileStatement } from "./statement-compiler.ts";

export interface CompileSqlOptions extends Wanted {
  /** The judged moment, milliseconds since the epoch. */
  readonly asOf: number;
  readonly relations: SourceRelations;
  /** Entries of runtime lists as they were at `asOf`; they become bound values like those of any list. */
  readonly lists?: ListEntries;
  /** Marks every expression as coming from a part of a rule: a text to be shown, and not to be run. `readMarks` takes the marks out. */
  readonly originOf?: ((expr: Expr) => number | null) | undefined;
}

/**
 * One statement that judges every user of `relations.users`: a row a user with one three-valued answer a rule, and the
 * attributes asked for. Every source is scanned once for all rules (once more for each set of tie keys and for
 * aggregates that read other aggregates). Run it with `jit = off`: compiling it to machine code costs more than it saves.
 */
export function compileSql(
  pack: Plan,
  { asOf, relations, lists = NO_ENTRIES, originOf, ...wanted }: CompileSqlOptions,
): CompiledStatement {
  const plan = withEntries(pack, lists);
  const needed = reach(plan, wanted);
  const query = compileStatement(statement(plan, needed, { asOf, relations, originOf }));
  const rules = needed.rules.map(({ id }) => id);
  return {
    query,
    rules,
    attributes: needed.outputs.map(({ name }) => name),
    decode: (row) => decodeUser(row, rules, needed.outputs),
  };
}

type StatementOptions = Pick<CompileSqlOptions, "asOf" | "relations" | "originOf">;

function statement(plan: Plan, needed: Reach, { asOf, relations, originOf }: StatementOptions): Sql {
  const index = indexPlan(plan);
  const stages = sqlStages(needed, index, { peersTogether: relations.peers !== undefined });
  const scope: SqlScope = {
    index,
    originOf,
    forms: createDataForms(),
    moment: sql`${asOf}::bigint`,
    dayStart: sql`${dayStart(asOf)}::bigint`,
    userField: (path) => sql.id("u", columnOf(path)),
    attribute: (name) => attributeRef(index.attribute(name), stages.aliasOfAttribute),
    aggregate: (id) => {
      const alias = stages.aliasOfAggregate(id);
      return aggregateRef(index.aggregate(id), sql.id(alias, `a${id}`), sql.id(alias, "user_id"));
    },
    rowField: (path) => {
      throw new Error(`invariant: row field ${path.join(".")} outside of rows`);
    },
    tied: () => {
      throw new Error("invariant: a tied aggregate outside of rows");
    },
  };
  const joins = stages.stages.map((stage) => {
    const alias = sql.id(stage.alias);
    if (stage.kind === "attributes")
      return sql` CROSS JOIN LATERAL (${attributeValues(stage.attributes, scope)}) AS ${alias}`;
    const rows = groupRows(stage.group, { relations, asOf, scope });
    if (stage.group.of === "all users")
      return sql` LEFT JOIN (${computedOnce(rows)}) AS ${alias} ON ${alias}.user_id = u.user_id`;
    return sql` LEFT JOIN LATERAL (${rows}) AS ${alias} ON ${alias}.user_id = u.user_id`;
  });
  const users = relations.users({ asOf, paths: userPaths(expressionsOf(needed)), inputs: inputsOf(needed) });
  const columns = [
    sql`u.user_id`,
    ...needed.rules.map((rule) => sql`${ruleOutcome(rule, scope)} AS ${sql.id(outputColumn(rule.id))}`),
    ...needed.outputs.map(
      (output) => sql`${shown(output, scope.attribute(output.name))} AS ${sql.id(outputColumn(output.name))}`,
    ),
  ];
  return sql`SELECT ${sql.join(columns)} FROM (${users}) AS u${sql.join(joins, sql``)}`;
}

/** Matches where `when` is true and `except` is not true; unknown only where nothing excepts. */
function ruleOutcome({ when, except }: PlanRule, scope: SqlScope): Sql {
  const match = lowerExpr(when, scope);
  return except === null ? match : sql`(CASE WHEN ${lowerExpr(except, scope)} THEN false ELSE ${match} END)`;
}

/** OFFSET 0 keeps the planner from pasting a shared attribute into each of its readers. */
function attributeValues(attributes: readonly PlanAttribute[], scope: SqlScope): Sql {
  const columns = attributes.flatMap(({ name, value }) =>
    value === null ? [] : [sql`${lowerExpr(value, scope)} AS ${sql.id(outputColumn(name))}`],
  );
  return sql`SELECT ${sql.join(columns)} OFFSET 0`;
}

function attributeRef({ name, value }: PlanAttribute, aliasOf: (name: string) => string): Sql {
  return value === null ? sql.id("u", inputColumn(name)) : sql.id(aliasOf(name), outputColumn(name));
}

/** In a form that the driver hands over without loss. */
function shown({ type }: PlanAttribute, value: Sql): Sql {
  if (type.kind === "list") return sql`to_jsonb(${value})`;
  return type.kind === "ip" || type.kind === "cidr"
    ? sql`${type.kind === "ip" ? sql`host(${value})` : sql`${value}::text`}`
    : value;
}

function inputsOf({ attributes }: Reach): readonly Pick<PlanAttribute, "name" | "type">[] {
  return attributes.filter(({ value }) => value === null).map(({ name, type }) => ({ name, type }));
}
