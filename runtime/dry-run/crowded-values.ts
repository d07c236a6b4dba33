import { sql } from "kysely";
import type { PoolClient } from "pg";
import { reach, type Plan } from "../../compiler/index.ts";
import { sharedBy } from "../../dsl/types/row-words.ts";
import { ROW_CAP, type SharedThing } from "../../dsl/types/sources.ts";
import { compileRaw, type Store } from "../db/store.ts";

/** Shared values with more users than a rule sees. */
export interface CrowdedValues {
  readonly by: SharedThing;
  readonly values: number;
}

/** Whose users are counted where they are stored; behind networks and devices there is mostly a crowd. */
const COUNTED = { ip: "ips", phone: "phones", email: "emails" } as const;

/** How many values of the app have more users than their newest thousand, for the peers that these rules ask about. */
export async function crowdedValues(
  store: Store,
  client: PoolClient,
  plan: Plan,
  { appId, rules }: { readonly appId: number; readonly rules: readonly string[] },
): Promise<readonly CrowdedValues[]> {
  const asked = new Set(reach(plan, { rules }).aggregates.map(({ source }) => sharedBy(source)));
  const crowded: CrowdedValues[] = [];
  for (const by of ["ip", "phone", "email"] as const) {
    if (!asked.has(by)) continue;
    const { sql: text, parameters } = compileRaw(
      store,
      sql`select count(*)::integer as values from ${sql.table(COUNTED[by])} where app_id = ${appId} and user_count > ${ROW_CAP}`,
    );
    const { rows } = await client.query<{ values: number }>(text, [...parameters]);
    const values = rows[0]?.values ?? 0;
    if (values > 0) crowded.push({ by, values });
  }
  return crowded;
}
