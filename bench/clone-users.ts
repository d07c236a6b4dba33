import type { PoolClient } from "pg";
import type { Installation, Store } from "../runtime/index.ts";

export interface CloneOptions {
  readonly appId: number;
  readonly installation: Installation;
  /** Which copy of everybody in the app this is: 1, 2, 3 … Another number makes other people. */
  readonly copy: number;
}

/**
 * Copies everybody who was ingested (not earlier copies) with all that is stored of them, in SQL: much faster than the sensor. A copy
 * has a name, an id, addresses, e-mail addresses and numbers of its own, shared within the copy as they were before; times, devices
 * and facts stay. What rules count of one copy is what they count of the originals.
 */
export async function cloneUsers({ pool }: Store, { appId, installation, copy }: CloneOptions): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ user_id: string; name: string }>(
      `select user_id, name from users where app_id = $1 and name not like '${CLONE}%'`,
      [appId],
    );
    const names = rows.map(({ name }) => `${CLONE}${copy} ${name}`);
    await client.query("begin");
    await client.query(SHIFTED);
    await client.query(
      `create temp table clones on commit drop as
        select * from unnest($1::bigint[], $2::bigint[], $3::text[]) as m(user_id, clone_id, name)`,
      [rows.map(({ user_id }) => user_id), names.map((name) => installation.ids.userId(appId, name)), names],
    );
    await client.query("analyze clones");
    // What is shared: only the originals' rows, each once.
    for (const [table, users, key] of SHARED)
      await copyRows(client, {
        table,
        copy,
        from: `${table} t where t.app_id = ${appId} and exists (
          select from ${users} o join clones m using (user_id) where o.${key} = t.${key})`,
      });
    for (const table of PER_USER)
      await copyRows(client, { table, copy, from: `${table} t join clones m using (user_id)` });
    for (const table of TOTALS)
      await client.query(
        `update ${table} set event_count = event_count / ${copy} * ${copy + 1} where app_id = ${appId}`,
      );
    await client.query("commit");
  } finally {
    client.release();
  }
}

/** Begins the names of copies; people of the demo are not called so. */
const CLONE = "clone ";

const PER_USER = [
  "users",
  "scores",
  "events",
  "user_ips",
  "user_devices",
  "user_emails",
  "user_phones",
  "sessions",
  "field_changes",
  "field_trails",
] as const;
const SHARED = [
  ["ips", "user_ips", "address"],
  ["emails", "user_emails", "address"],
  ["phones", "user_phones", "number"],
] as const;
const TOTALS = ["domains", "user_agents", "urls", "referers", "countries", "networks", "fields"] as const;

/** Another first octet for all addresses of a copy: who was in one network stays in one. */
const SHIFTED = `create or replace function pg_temp.shifted(address inet, copy integer) returns inet immutable language sql as $$
  select case family(address)
    when 4 then '0.0.0.0'::inet + ((address - '0.0.0.0'::inet) + copy::bigint * 16777216) % 4294967296
    else address + copy::bigint * 4294967296 end $$`;

/** The columns of a copy that are not those of its original, by type and name. */
function cloned(table: string, column: string, type: string, copy: number): string {
  const t = `t.${column}`;
  if (column === "user_id") return "m.clone_id";
  if (table === "users" && column === "name") return "m.name";
  if (column === "email_id" || column === "phone_id") return `${t} # ${copy}`;
  if (type === "inet") return `pg_temp.shifted(${t}, ${copy})`;
  if (type === "cidr")
    return `network(set_masklen(pg_temp.shifted(set_masklen(host(${t})::inet, 32 * (case family(${t}) when 4 then 1 else 4 end)), ${copy}), masklen(${t})))`;
  if (column === "addresses")
    return `array(select host(pg_temp.shifted(a::inet, ${copy})) from unnest(${t}) with ordinality as u(a, n) order by n)`;
  // The part before the at sign is what rules look at.
  if (column === "last_email" || (column === "address" && type === "text")) return `replace(${t}, '@', '@c${copy}.')`;
  if (table === "user_emails" && column === "domain") return `'c${copy}.' || ${t}`;
  if (column === "last_phone" || column === "number") return `${t} || '-${copy}'`;
  return t;
}

async function copyRows(
  client: PoolClient,
  { table, from, copy }: { readonly table: string; readonly from: string; readonly copy: number },
): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, atttypid::regtype::text as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  const columns = rows.map(({ name }) => name).join(", ");
  const values = rows.map(({ name, type }) => cloned(table, name, type, copy)).join(", ");
  await client.query(`insert into ${table} (${columns}) select ${values} from ${from}`);
}
