import { z } from "zod";
import {
  createApiKey,
  listApiKeys,
  RATE_HINT,
  readRateLimit,
  revokeApiKey,
  setRateLimit,
  type ApiKey,
  type App,
  type Store,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { table } from "../output/table.ts";

const RATE = z.string();
const BURST = z.coerce.number("is a whole number").int().min(1).max(1_000_000).optional();
const BURST_FLAG = {
  flags: "--burst <n>",
  description: "how many at once; without it what the rate gives in a second",
};
const APP_FLAG = { flags: "--app <name>", description: "the app of the key; the first one when not given" };
const app = z.string().optional();
const id = z.coerce.number("is the number that `key list` shows").int().min(1).max(2_147_483_647);

/** A key for one application. It goes to standard output alone, so that a script can keep it. */
export const keyAddCommand = defineCommand({
  arguments: "<name>",
  flags: [{ flags: "--rate-limit <rate>", description: `${RATE_HINT}, or off (the default)` }, BURST_FLAG, APP_FLAG],
  options: z.object({ name: z.string().trim().min(1).max(100), rateLimit: RATE.default("off"), burst: BURST, app }),
  run: ({ name, rateLimit: rate, burst, app: appName }, { host, output }) => {
    const limit = limitOf("--rate-limit", rate, burst);
    return withStore(host, async (store) => {
      const { appId, name: appFound } = await findApp(store, appName);
      const { id, key } = await createApiKey(store, { appId, name, rateLimit: limit });
      const rateLimit = limit ?? "off";
      if (output.format === "json") output.json("key-add", { app: appFound, name, rateLimit, id, key });
      else {
        output.print(key);
        output.note(`key ${id} of app ${appFound}, rate limit ${rateLimit}: it is not shown again`);
      }
      return EXIT.fine;
    });
  },
});

export const keyListCommand = defineCommand({
  flags: [{ ...APP_FLAG, description: "the app of the keys; the first one when not given" }],
  options: z.object({ app }),
  run: ({ app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name: appFound } = await findApp(store, appName);
      const keys = (await listApiKeys(store, appId)).map(keyView);
      if (output.format === "json") output.json("key-list", { app: appFound, keys });
      else if (keys.length === 0) output.note(`app ${appFound} has no key`);
      else
        output.print(
          table([["id", "rate limit", "name"], ...keys.map((key) => [String(key.id), key.rateLimit, key.name])]),
        );
      return EXIT.fine;
    }),
});

export const keyLimitCommand = defineCommand({
  arguments: "<id> <limit>",
  flags: [BURST_FLAG, APP_FLAG],
  options: z.object({ id, limit: RATE, burst: BURST, app }),
  run: ({ id: keyId, limit: rate, burst, app: appName }, { host, output }) => {
    const rateLimit = limitOf("limit", rate, burst);
    return withStore(host, async (store) => {
      const { app: appFound, key } = await findKey(store, appName, keyId);
      await setRateLimit(store, appFound.appId, keyId, rateLimit);
      if (output.format === "json") output.json("key-limit", { app: appFound.name, ...keyView({ ...key, rateLimit }) });
      else output.print(`key ${keyId} (${key.name}): rate limit ${rateLimit ?? "off"}`);
      return EXIT.fine;
    });
  },
});

export const keyRevokeCommand = defineCommand({
  arguments: "<id>",
  flags: [APP_FLAG],
  options: z.object({ id, app }),
  run: ({ id: keyId, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { app: appFound, key } = await findKey(store, appName, keyId);
      await revokeApiKey(store, appFound.appId, keyId);
      if (output.format === "json") output.json("key-revoke", { app: appFound.name, id: keyId, name: key.name });
      else output.print(`key ${keyId} (${key.name}): revoked`);
      return EXIT.fine;
    }),
});

async function findKey(
  store: Store,
  appName: string | undefined,
  keyId: number,
): Promise<{ readonly app: App; readonly key: ApiKey }> {
  const found = await findApp(store, appName);
  const key = (await listApiKeys(store, found.appId)).find(({ apiKeyId }) => apiKeyId === keyId);
  if (key === undefined) throw new CliError(`app ${found.name} has no key ${keyId}`);
  return { app: found, key };
}

/** @throws CliError for what is no rate. */
function limitOf(option: string, rate: string, burst: number | undefined): ApiKey["rateLimit"] {
  if (rate === "off") return null;
  const limit = readRateLimit(rate, burst);
  if (limit !== null) return limit;
  if (rate === "reference") throw new CliError("--burst belongs to a rate such as 50/s: reference has its own");
  throw new CliError(`${option} cannot be ${rate}: write ${RATE_HINT}, or off`);
}

function keyView({ apiKeyId, name, rateLimit }: ApiKey) {
  return { id: apiKeyId, name, rateLimit: rateLimit ?? "off" };
}
