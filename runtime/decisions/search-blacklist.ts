import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { LIMITS } from "../ingest/parse-sensor-request.ts";
import { canonicalAddress } from "../ingest/sensor-address.ts";
import { cutBytes, storableText } from "../ingest/text.ts";

/**
 * Whether a user name, an address, an e-mail address or a phone number is blacklisted in the app. Spaces are ignored but in names.
 * What the sensor cuts is cut here as well: who asks with the whole long name gets the answer for it.
 */
export async function searchBlacklist({ db }: Store, appId: number, value: string): Promise<boolean> {
  const text = storableText(value);
  if (text === "") return false;
  const { userName, emailAddress, phoneNumber } = LIMITS;
  const compact = text.replaceAll(" ", "");
  const emails = [compact.toLowerCase(), cutBytes(text, emailAddress)];
  const address = canonicalAddress(compact);
  const { rows } = await sql<{ listed: boolean }>`select
      exists (select from users where app_id = ${appId} and name = ${cutBytes(text, userName)} and decision = 'blacklist')
      or exists (select from emails where app_id = ${appId} and address in (${sql.join(emails)}) and blacklisted)
      or exists (select from phones where app_id = ${appId} and number = ${cutBytes(compact, phoneNumber)} and blacklisted)
      or exists (select from ips where app_id = ${appId} and address = ${address}::inet and blacklisted) as listed`.execute(
    db,
  );
  return rows[0]?.listed ?? false;
}
