import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getScoreHistory } from "../../api/index.ts";
import { findUserId, readScoreHistory } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** What became of a user's score. */
export const scoreHistoryRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store }) => {
  app.route({
    ...getScoreHistory,
    handler: async ({ params, query: { app: appName, before, limit } }) => {
      const { appId } = await findApp(store, appName);
      const userId = await findUserId(store, appId, params.name);
      if (userId === null) throw new AppError("not_found", "There is no such user");
      const olderThan = before === undefined ? undefined : Date.parse(before);
      const entries = await readScoreHistory(store, { userId, before: olderThan, limit });
      return {
        entries: entries.map(({ asOf, matched, why, ...entry }) => ({
          ...entry,
          at: new Date(asOf).toISOString(),
          rules: matched.map(({ rule, weight }) => ({ id: rule, weight })),
          cause: why,
        })),
      };
    },
  });
};
