import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getDataSources, type DataSource, type ReEnrichment } from "../../api/index.ts";
import {
  ageInDays,
  createFactCoverage,
  readReEnrichment,
  type DataSource as KnownSource,
  type DescribeSources,
  type ReEnrichmentProgress,
} from "../../runtime/index.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

interface DataSourceOptions extends ConsoleOptions {
  readonly dataSources: DescribeSources;
}

/** What facts come from, and how much is known by them. */
export const dataSourceRoutes: FastifyPluginAsyncZod<DataSourceOptions> = async (app, { store, dataSources, now }) => {
  const coverageOf = createFactCoverage(store, now);

  app.route({
    ...getDataSources,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const [coverage, progress] = await Promise.all([coverageOf(appId), readReEnrichment(store)]);
      const at = now();
      return {
        sources: dataSources(at).map((source) => viewOf(source, at)),
        coverage: coverage.map(({ facts, ...counted }) => ({ ...counted, facts: [...facts] })),
        reEnrichment: progress.map(reEnrichmentView),
      };
    },
  });
};

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function reEnrichmentView({ kind, startedAt, finishedAt, ...counts }: ReEnrichmentProgress): ReEnrichment {
  return {
    of: kind,
    startedAt: instant(startedAt),
    finishedAt: finishedAt === null ? null : instant(finishedAt),
    ...counts,
  };
}

/** The contract's answers may be written to; those of the runtime are read only. */
function viewOf({ facts, date, stale, network, ...source }: KnownSource, now: number): DataSource {
  return {
    ...source,
    facts: [...facts],
    date: date === null ? null : date.toISOString(),
    ageDays: date === null ? null : ageInDays({ date }, now),
    stale: [...stale],
    network: network === undefined ? null : { ...network, lastAnswerAt: network.lastAnswerAt?.toISOString() ?? null },
  };
}
