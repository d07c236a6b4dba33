import { sql, type RawBuilder } from "kysely";
import { createStatement, type Given, type GivenColumns, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { dueMark } from "../scoring/due-mark.ts";
import type { ReEnriched } from "./kinds.ts";

/** A value that is shared, as it was seen before. */
export interface SeenValue {
  readonly app_id: number;
  readonly value: string;
  readonly facts: unknown;
}

/** A value with another answer, and what was known of it until now. */
export interface ChangedValue extends SeenValue {
  readonly fact_values: unknown;
}

/** The statements of a batch. They run in one transaction, in this order: users, then what they share, then their own rows. */
export interface BatchStatements {
  /** The next values by key, after `appId` and `value`; at most `limit`. */
  readonly next: Statement<SeenValue & Record<string, unknown>>;
  /** Locks users who have rows with another answer: rows `given`, at most `limit`. */
  readonly lock: Statement<{ user_id: string }>;
  /** Locks the values whose facts become others. */
  readonly changed: Statement<ChangedValue & Record<string, unknown>>;
  /** Keeps what was known until `until` (rows `changed`) and lays the answers over it. */
  readonly write: Statement<Record<string, never>>;
  /** Writes the rows of the users that are locked (`userIds`) and makes these due. */
  readonly spread: Statement<{ user_id: string }>;
  readonly due: Statement<Record<string, never>>;
}

export function createBatchStatements(store: Store, kind: ReEnriched): BatchStatements {
  const { type, owners, from } = kind;
  const shared = sql.table(kind.kind);
  const given: GivenColumns = { app_id: "integer", value: type, kept: "text[]", checked: "boolean", ...kind.facts };
  const text = (value: RawBuilder<unknown>) => (type === "inet" ? sql`host(${value})` : value);
  const of = (alias: string) =>
    sql`${sql.ref(`${alias}.app_id`)} = b.app_id and ${sql.ref(`${alias}.address`)} = b.value`;
  const answers = ({ rows }: Given) => sql`${rows("given", given)} b`;
  const named = (step: string) => `re-enrich ${kind.kind} ${step}`;
  const isShared = from === kind.kind;

  return {
    next: createStatement(
      store,
      named("next"),
      ({ value }) => sql`select s.app_id, ${text(sql`s.address`)} as value, s.facts from ${shared} s
        where (s.app_id, s.address) > (${value("appId")}::integer, ${value("value")}::${sql.raw(type)})
        order by s.app_id, s.address limit ${value("limit")}`,
    ),
    lock: createStatement(
      store,
      named("lock"),
      (inputs) => sql`select u.user_id from ${answers(inputs)} join ${sql.table(owners)} o on ${of("o")}
        join users u on u.user_id = o.user_id where ${differs(kind)}
        order by u.user_id limit ${inputs.value("limit")} for no key update of u`,
    ),
    changed: createStatement(
      store,
      named("changed"),
      (inputs) => sql`select s.app_id, ${text(sql`s.address`)} as value, s.facts, o.fact_values
        from ${answers(inputs)} join ${shared} s on ${of("s")} cross join lateral (
          select json_strip_nulls(json_build_object(${sql.join(factNames(kind).flatMap((name) => [sql.lit(name), sql.ref(`o.${name}`)]))})) as fact_values
          from ${sql.table(from)} o where ${of("o")} and ${differs(kind)} limit 1
        ) o order by s.app_id, s.address for update of s`,
    ),
    write: createStatement(store, named("write"), (inputs) => {
      const changed = inputs.rows("changed", {
        app_id: "integer",
        value: type,
        fact_values: "json",
        earlier: "json",
        facts: "json",
      });
      const columns = isShared ? sql`, ${laidOver(kind, "s")}` : sql``;
      return sql`with changed as materialized (select * from ${changed} c),
        kept as (
          insert into earlier_facts (app_id, kind, value, until, fact_values, facts)
          select app_id, ${sql.lit(kind.kind)}, ${text(sql`value`)}, ${inputs.value("until")}::timestamptz, fact_values, earlier
          from changed on conflict do nothing
        )
        update ${shared} s set facts = c.facts${columns}
        from ${answers(inputs)} join changed c on c.app_id = b.app_id and c.value = b.value where ${of("s")}`;
    }),
    spread: createStatement(
      store,
      named("spread"),
      (inputs) => sql`update ${sql.table(owners)} o set ${laidOver(kind, "o")} from ${answers(inputs)}
        where o.user_id in (select unnest(${inputs.value("userIds")}::bigint[])) and ${of("o")} and ${differs(kind)}
        returning o.user_id`,
    ),
    due: createStatement(store, named("due"), ({ value }) => {
      const countries = sql`, country_count = (
        select count(distinct coalesce(i.country, '')) from user_ips i where i.user_id = u.user_id
      )`;
      return sql`update users u set ${dueMark("facts", "u")}
          ${kind.kind === "ips" ? countries : sql``}
        where user_id in (select unnest(${value("userIds")}::bigint[]))`;
    }),
  };
}

function factNames({ facts }: ReEnriched): readonly string[] {
  return Object.keys(facts);
}

/** The fact once the answer `b` is laid over the row. */
function merged(row: string, name: string): RawBuilder<unknown> {
  const [stored, answer] = [sql.ref(`${row}.${name}`), sql.ref(`b.${name}`)];
  return sql`case when ${answer} is null and ${sql.lit(name)} = any(b.kept) then ${stored} else ${answer} end`;
}

function laidOver(kind: ReEnriched, row: string): RawBuilder<unknown> {
  const facts = factNames(kind).map((name) => sql`${sql.ref(name)} = ${merged(row, name)}`);
  return sql`${sql.join(facts)}, checked = ${sql.ref(`${row}.checked`)} or b.checked`;
}

/** Whether the row `o` is another one once the answer is laid over it. */
function differs(kind: ReEnriched): RawBuilder<unknown> {
  const names = factNames(kind);
  const before = sql.join(names.map((name) => sql.ref(`o.${name}`)));
  const after = sql.join(names.map((name) => merged("o", name)));
  return sql`(row(${before}) is distinct from row(${after}) or (b.checked and not o.checked))`;
}
