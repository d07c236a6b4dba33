import type { Store } from "../../runtime/index.ts";
import type { Totals } from "./data-set.ts";

interface TotalsRow extends Totals {
  readonly name: string;
}

/** The counters of every user, as the reference system keeps them. */
export async function readTotals({ pool }: Store): Promise<ReadonlyMap<string, Totals>> {
  const { rows } = await pool.query<TotalsRow>(
    `select u.name, u.event_count as visit, u.ip_count as ip, u.device_count as device, u.country_count as country,
       (select count(*)::integer from user_ips i where i.user_id = u.user_id and i.user_count > 1) as shared_ip,
       (select count(*)::integer from user_phones p where p.user_id = u.user_id and p.user_count > 1) as shared_phone
     from users u`,
  );
  return new Map(rows.map(({ name, ...totals }) => [name, totals]));
}
