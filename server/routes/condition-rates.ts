import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { conditionRates as contract, type ConditionRatesAnswer } from "../../api/index.ts";
import { conditionRates, createRecheck } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";

/** As of dry-runs: more at once would starve the sensor. */
const MOST_AT_ONCE = 2;

/** The share of users that each condition of a rule keeps, beside its text. */
export const conditionRatesRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const recheck = createRecheck();
  let running = 0;
  app.route({
    ...contract,
    handler: async ({ query, body: { source, rule } }, reply): Promise<ConditionRatesAnswer> => {
      const { appId } = await findApp(store, query.app);
      const asked = recheck(pack(), source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      const found = asked.pack.rules.find(({ id }) => id === rule);
      if (found === undefined) throw new AppError("not_found", "There is no such rule in the pack");
      if (running >= MOST_AT_ONCE)
        throw new AppError("too_many_requests", "Other dry-runs are under way: try again in a moment");
      running += 1;
      const gone = new AbortController();
      // The person closed the page: the answer would be read by nobody.
      reply.raw.once("close", () => gone.abort());
      try {
        const rates = await conditionRates(store, asked.pack, { appId, rule: found, asOf: now(), signal: gone.signal });
        return {
          kind: "rates",
          tested: rates.tested,
          conditions: rates.conditions.map(({ span: { start, end }, matched, unknown }) => ({
            ...{ start, end },
            ...{ matched, unknown },
          })),
        };
      } finally {
        running -= 1;
      }
    },
  });
};
