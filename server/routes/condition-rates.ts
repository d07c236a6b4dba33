import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { conditionRates as contract, type ConditionRatesAnswer } from "../../api/index.ts";
import { conditionRates, createRecheck } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { createQuestions } from "./questions.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";

/** The share of users that each condition of a rule keeps, beside its text. */
export const conditionRatesRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const recheck = createRecheck();
  const questions = createQuestions({ atOnce: 2, busy: "Other dry-runs are under way" });
  app.route({
    ...contract,
    handler: async ({ query, body: { source, rule } }, reply): Promise<ConditionRatesAnswer> => {
      const { appId } = await findApp(store, query.app);
      const asked = recheck(pack(), source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      const found = asked.pack.rules.find(({ id }) => id === rule);
      if (found === undefined) throw new AppError("not_found", "There is no such rule in the pack");
      return questions.answer(reply.raw, async (signal) => {
        const rates = await conditionRates(store, asked.pack, { appId, rule: found, asOf: now(), signal });
        return {
          kind: "rates",
          tested: rates.tested,
          conditions: rates.conditions.map(({ span: { start, end }, matched, unknown }) => ({
            ...{ start, end },
            ...{ matched, unknown },
          })),
        };
      });
    },
  });
};
