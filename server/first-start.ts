import {
  createApiKey,
  createApp,
  createOperator,
  generatePassword,
  hashPassword,
  listApps,
  operatorCount,
  type BoundPreset,
  type Store,
} from "../runtime/index.ts";

/** What is shown once, when an installation starts for the first time, and can be read nowhere afterwards. */
export interface FirstStart {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

export const FIRST_OPERATOR = "operator@localhost";
const FIRST_APP = "main";

/** Any number that no other lock of the database uses. */
const LOCK = 7_262_646_701;

/** Makes the first app, its API key and the first operator; null when they exist. Several servers may start at once. */
export async function prepareFirstStart(store: Store, preset: BoundPreset): Promise<FirstStart | null> {
  const client = await store.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    if ((await operatorCount(store)) > 0 || (await listApps(store)).length > 0) return null;
    const { appId } = await createApp(store, { name: FIRST_APP, preset });
    const { key } = await createApiKey(store, { appId, name: "first key", rateLimit: null });
    const password = generatePassword();
    await createOperator(store, { email: FIRST_OPERATOR, passwordHash: await hashPassword(password) });
    return { email: FIRST_OPERATOR, password, apiKey: key };
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
    client.release();
  }
}
