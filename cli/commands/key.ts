import { z } from "zod";
import {
  createApiKey,
  listApiKeys,
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

/** `reference` is 200 requests in any 20 seconds. */
const RateLimitChoice = z.enum(["reference", "off"]);
const APP_FLAG = { flags: "--app <name>", description: "the app of the key; the first one when not given" };
const app = z.string().optional();
const id = z.coerce.number("is the number that `key list` shows").int().min(1).max(2_147_483_647);

/** A key for one application. It goes to standard output alone, so that a script can keep it. */
export const keyAddCommand = defineCommand({
  arguments: "<name>",
  flags: [
    { flags: "--rate-limit <limit>", description: "reference (200 requests in any 20 seconds) or off (the default)" },
    APP_FLAG,
  ],
  options: z.object({ name: z.string().trim().min(1).max(100), rateLimit: RateLimitChoice.default("off"), app }),
  run: ({ name, rateLimit, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name: appFound } = await findApp(store, appName);
      const { id, key } = await createApiKey(store, { appId, name, rateLimit: limitOf(rateLimit) });
      if (output.format === "json") output.json("key-add", { app: appFound, name, rateLimit, id, key });
      else {
        output.print(key);
        output.note(`key ${id} of app ${appFound}, rate limit ${rateLimit}: it is not shown again`);
      }
      return EXIT.fine;
    }),
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
  flags: [APP_FLAG],
  options: z.object({ id, limit: RateLimitChoice, app }),
  run: ({ id: keyId, limit, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { app: appFound, key } = await findKey(store, appName, keyId);
      await setRateLimit(store, appFound.appId, keyId, limitOf(limit));
      if (output.format === "json")
        output.json("key-limit", { app: appFound.name, ...keyView({ ...key, rateLimit: limitOf(limit) }) });
      else output.print(`key ${keyId} (${key.name}): rate limit ${limit}`);
      return EXIT.fine;
    }),
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

function limitOf(choice: z.output<typeof RateLimitChoice>): ApiKey["rateLimit"] {
  return choice === "off" ? null : choice;
}

function keyView({ apiKeyId, name, rateLimit }: ApiKey) {
  return { id: apiKeyId, name, rateLimit: rateLimit ?? "off" };
}
