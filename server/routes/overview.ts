import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getOverview } from "../../api/index.ts";
import { overview } from "../../runtime/index.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { userSummary } from "./user-views.ts";

/** What an operator asks first. */
export const overviewRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store }) => {
  app.route({
    ...getOverview,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const { lowestScores, lastEventAt, ...numbers } = await overview(store, appId, query);
      return {
        ...numbers,
        lastEventAt: lastEventAt === null ? null : new Date(lastEventAt).toISOString(),
        lowest: lowestScores.map(userSummary),
      };
    },
  });
};
