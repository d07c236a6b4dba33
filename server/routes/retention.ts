import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getRetention, setRetention as setRetentionContract, type Retention } from "../../api/index.ts";
import { readRetention, setRetention } from "../../runtime/index.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** How long an app keeps events. */
export const retentionRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, now }) => {
  const viewOf = async (appId: number): Promise<Retention> => {
    const { weeks, run } = await readRetention(store, appId);
    if (run === null) return { weeks, run };
    const { cutoff, started, finished, ...counts } = run;
    return {
      weeks,
      run: {
        cutoff: instant(cutoff),
        started: instant(started),
        finished: finished === null ? null : instant(finished),
        ...counts,
      },
    };
  };

  app.route({ ...getRetention, handler: async ({ query }) => viewOf((await findApp(store, query.app)).appId) });

  app.route({
    ...setRetentionContract,
    handler: async (request) => {
      const { appId } = await findApp(store, request.query.app);
      const { operatorId } = signedIn(request);
      await setRetention(store, { appId, weeks: request.body.weeks, operatorId, at: now() });
      return viewOf(appId);
    },
  });
};

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
