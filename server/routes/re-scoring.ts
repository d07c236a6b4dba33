import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getReScoring } from "../../api/index.ts";
import { readJudgingAnew, readReEnrichment } from "../../runtime/index.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { reEnrichmentView } from "./data-sources.ts";

/** How far scoring everybody again has come. */
export const reScoringRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store }) => {
  app.route({
    ...getReScoring,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const [run, facts] = await Promise.all([readJudgingAnew(store, appId), readReEnrichment(store)]);
      return {
        causes: [...(run?.why ?? [])],
        changedAt: instant(run?.changedAt),
        finishedAt: instant(run?.finishedAt),
        total: run?.total ?? null,
        done: run?.done ?? 0,
        secondsLeft: run?.leftMs == null ? null : run.leftMs / 1000,
        facts: facts.map(reEnrichmentView),
      };
    },
  });
};

function instant(milliseconds: number | null | undefined): string | null {
  return milliseconds == null ? null : new Date(milliseconds).toISOString();
}
