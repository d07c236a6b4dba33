import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  clearBlacklisted,
  exportBlacklist,
  getBlacklistLimit,
  listBlacklist as listBlacklistContract,
  setBlacklistLimit,
} from "../../api/index.ts";
import {
  BadCursor,
  blacklistMostUsers,
  clearIdentity,
  eachBlacklisted,
  exportLines,
  identityValue,
  listBlacklist,
  setBlacklistMostUsers,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

const TYPES = { csv: "text/csv; charset=utf-8; header=present", ndjson: "application/x-ndjson" } as const;

/** Who and what is blacklisted, for operators. */
export const blacklistRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store }) => {
  app.route({
    ...listBlacklistContract,
    handler: async ({ query: { app: appName, user: userName, after, limit, ...filter } }) => {
      const { appId } = await findApp(store, appName);
      try {
        const { entries, next } = await listBlacklist(store, { appId, userName, ...filter }, { after, limit });
        const views = entries.map(({ userName: user, addedAt, ...entry }) => ({
          ...entry,
          user,
          addedAt: new Date(addedAt).toISOString(),
        }));
        return { entries: views, next };
      } catch (error) {
        if (error instanceof BadCursor) throw new AppError("invalid_request", "There is no such page");
        throw error;
      }
    },
  });

  app.route({
    ...exportBlacklist,
    handler: async ({ query: { app: appName, user: userName, format, ...filter } }, reply) => {
      const { appId } = await findApp(store, appName);
      const lines = exportLines(eachBlacklisted(store, { appId, userName, ...filter }), format);
      return reply
        .type(TYPES[format])
        .header("content-disposition", `attachment; filename="blacklist.${format}"`)
        .send(Readable.from(lines));
    },
  });

  app.route({
    ...clearBlacklisted,
    handler: async ({ query, body: { kind, value } }) => {
      const { appId } = await findApp(store, query.app);
      const stored = identityValue(kind, value);
      if (stored === null || !(await clearIdentity(store, { appId, kind, value: stored })))
        throw new AppError("not_found", "Nobody has that");
      return { cleared: true as const };
    },
  });

  app.route({
    ...getBlacklistLimit,
    handler: async ({ query }) => ({
      mostUsers: await blacklistMostUsers(store, (await findApp(store, query.app)).appId),
    }),
  });

  app.route({
    ...setBlacklistLimit,
    handler: async ({ query, body: { mostUsers } }) => {
      const { appId } = await findApp(store, query.app);
      await setBlacklistMostUsers(store, appId, mostUsers);
      return { mostUsers };
    },
  });
};
