import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { canonicalAddress } from "../ingest/sensor-address.ts";

/** Whether a user name, an address, an e-mail address or a phone number is blacklisted in the app. Spaces are ignored but in names. */
export async function searchBlacklist({ db }: Store, appId: number, value: string): Promise<boolean> {
  if (value === "" || value.includes("\0")) return false;
  const compact = value.replaceAll(" ", "");
  const address = canonicalAddress(compact);
  const { rows } = await sql<{ listed: boolean }>`select
      exists (select from users where app_id = ${appId} and name = ${value} and decision = 'blacklist')
      or exists (select from emails where app_id = ${appId} and address in (${compact.toLowerCase()}, ${value}) and blacklisted)
      or exists (select from phones where app_id = ${appId} and number = ${compact} and blacklisted)
      or exists (select from ips where app_id = ${appId} and address = ${address}::inet and blacklisted) as listed`.execute(
    db,
  );
  return rows[0]?.listed ?? false;
}
