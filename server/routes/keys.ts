import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { createKey, limitKey, listKeys, revokeKey, type Key } from "../../api/index.ts";
import {
  createApiKey,
  listApiKeys,
  readRateLimit,
  revokeApiKey,
  setRateLimit,
  type ListedApiKey,
  type RateLimit,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** The keys of an app: which there are, a new one, its limit, and its end. */
export const keyRoutes: FastifyPluginAsyncZod<Pick<ConsoleOptions, "store">> = async (app, { store }) => {
  app.route({
    ...listKeys,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      return { keys: (await listApiKeys(store, appId)).map(keyOf) };
    },
  });

  app.route({
    ...createKey,
    handler: async ({ query, body: { name, rateLimit, burst } }, reply) => {
      const { appId } = await findApp(store, query.app);
      const limit = limitOf(rateLimit, burst);
      const { id, key, createdAt } = await createApiKey(store, { appId, name, rateLimit: limit });
      // Nothing between here and the operator keeps a secret.
      void reply.header("cache-control", "no-store");
      return { key: keyOf({ apiKeyId: id, name, rateLimit: limit, createdAt }), secret: key };
    },
  });

  app.route({
    ...limitKey,
    handler: async ({ query, params: { id }, body: { rateLimit, burst } }) => {
      const { appId } = await findApp(store, query.app);
      await setRateLimit(store, appId, id, limitOf(rateLimit, burst));
      const key = (await listApiKeys(store, appId)).find(({ apiKeyId }) => apiKeyId === id);
      if (key === undefined) throw new AppError("not_found", "The app has no such key");
      return keyOf(key);
    },
  });

  app.route({
    ...revokeKey,
    handler: async ({ query, params }, reply) => {
      const { appId } = await findApp(store, query.app);
      const isRevoked = await revokeApiKey(store, appId, params.id);
      if (!isRevoked) throw new AppError("not_found", "The app has no such key");
      return reply.code(204).send(null);
    },
  });
};

function limitOf(rate: string, burst: number | undefined): RateLimit | null {
  if (rate === "off" && burst === undefined) return null;
  const limit = readRateLimit(rate, burst);
  if (limit === null) throw new AppError("invalid_request", "`burst` belongs to a rate such as 50/s");
  return limit;
}

function keyOf({ apiKeyId, name, rateLimit, createdAt }: Omit<ListedApiKey, "appId">): Key {
  return { id: apiKeyId, name, rateLimit: rateLimit ?? "off", createdAt: createdAt.toISOString() };
}
