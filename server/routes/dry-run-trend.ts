import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { dryRunTrend, dryRunTrendProgress, type DryRunTrendAnswer } from "../../api/index.ts";
import { currentFields } from "../../compiler/index.ts";
import { createRecheck, matchTrend, weeklyMoments } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { createQuestions } from "./questions.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";

/** All weeks together; a browser would give up a while later. */
const BUDGET_MS = 30_000;

interface Progress {
  readonly asked: number;
  readonly of: number;
}

/** The same rule as of each of the last weeks. */
export const dryRunTrendRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const progress = new Map<string, Progress>();
  const recheck = createRecheck();
  // Each is a series of questions.
  const questions = createQuestions({ atOnce: 1, busy: "Another trend is under way" });

  app.route({
    ...dryRunTrend,
    handler: async (request, reply): Promise<DryRunTrendAnswer> => {
      const { source, rule, weeks, run } = request.body;
      const { appId } = await findApp(store, request.query.app);
      const asked = recheck(pack(), source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      const found = asked.pack.rules.find(({ id }) => id === rule);
      if (found === undefined) throw new AppError("not_found", "There is no such rule in the pack");
      return questions.answer(reply.raw, async (signal) => {
        try {
          const started = performance.now();
          const { points, complete } = await matchTrend(store, asked.plan, {
            appId,
            rule,
            moments: weeklyMoments(now(), weeks),
            budget: BUDGET_MS,
            signal,
            onProgress: (step) => void (run !== undefined && progress.set(run, step)),
          });
          return {
            kind: "judged",
            rule: { id: rule, title: found.title },
            points: points.map((point) => ({ ...point, asOf: new Date(point.asOf).toISOString() })),
            complete,
            tier: "sample",
            milliseconds: performance.now() - started,
            currentFields: [...currentFields(asked.plan, { rules: [rule] })],
          };
        } finally {
          if (run !== undefined) progress.delete(run);
        }
      });
    },
  });

  app.route({
    ...dryRunTrendProgress,
    handler: async ({ params }) => ({ progress: progress.get(params.run) ?? null }),
  });
};
