import { sql } from "kysely";
import { sealOfAnchor } from "../audit/field-link.ts";
import type { TrailKey } from "../audit/trail-key.ts";
import type { RunSql } from "../rights/run-sql.ts";

interface Cut {
  readonly user_id: string;
  readonly sequence: string;
  readonly mac: string;
}

/**
 * Removes the beginnings of trails: of each all changes up to the first that is not too old, so that what is left is a chain. A change that came late
 * goes with those that came before it. Answers how many changes went. The caller has locked the users.
 */
export async function cutTrails(
  run: RunSql,
  key: TrailKey,
  { userIds, before }: { readonly userIds: readonly string[]; readonly before: Date },
): Promise<number> {
  const cutoff = sql`${before.toISOString()}::timestamptz`;
  const cuts = await run<Cut>(sql`select c.user_id, c.sequence, c.mac from field_trails t
    join field_changes c on c.user_id = t.user_id and c.sequence = coalesce((
      select min(n.sequence) from field_changes n where n.user_id = t.user_id and n.sequence > 0 and n.time >= ${cutoff}
    ) - 1, t.sequence)
    where t.user_id in (select unnest(${userIds}::bigint[])) and c.sequence > t.anchor_sequence`);
  const seals = cuts.map(({ user_id, sequence, mac }) =>
    sealOfAnchor(key, user_id, { sequence: Number(sequence), mac }),
  );
  if (cuts.length > 0)
    await run(sql`update field_trails t set anchor_sequence = g.sequence, anchor_mac = g.mac, anchor_seal = g.seal
      from unnest(${cuts.map(({ user_id }) => user_id)}::bigint[], ${cuts.map(({ sequence }) => sequence)}::bigint[],
        ${cuts.map(({ mac }) => mac)}::text[], ${seals}::text[]) as g(user_id, sequence, mac, seal) where t.user_id = g.user_id`);
  // Those from before there were trails have no order to keep.
  const [gone] = await run<{ changes: number }>(sql`with gone as (
      delete from field_changes c using field_trails t where t.user_id = c.user_id and c.user_id in (select unnest(${userIds}::bigint[]))
        and (c.sequence between 1 and t.anchor_sequence or (c.sequence = 0 and c.time < ${cutoff})) returning c.user_id, c.sequence
    ),
    fewer as (
      update field_trails t set older = t.older - g.changes
      from (select user_id, count(*)::integer as changes from gone where sequence = 0 group by user_id) g where t.user_id = g.user_id
    ),
    changed as (
      update users u set revision = u.revision + 1, due_at = coalesce(u.due_at, clock_timestamp())
      from (select distinct user_id from gone) g where u.user_id = g.user_id
    )
    select count(*)::integer as changes from gone`);
  return gone?.changes ?? 0;
}
