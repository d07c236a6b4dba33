import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { simulate as simulateContract, simulateProgress, type Simulation } from "../../api/index.ts";
import { createSimulator, type Simulation as Simulated } from "../../runtime/index.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import { whenGone } from "./questions.ts";

interface Progress {
  readonly judged: number;
  readonly of: number;
}

/** Sliders and thresholds: what would other settings make of the stored users? */
export const simulateRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const simulator = createSimulator(store, { clock: now });
  const progress = new Map<string, Progress>();
  const judgingAll = createOneAtATime();

  app.route({
    ...simulateContract,
    handler: async (request, reply): Promise<Simulation> => {
      const { weights, thresholds, scope, named, run } = request.body;
      const { appId } = await findApp(store, request.query.app);
      const proposal = { weights: new Map(Object.entries(weights)), thresholds };
      const question = { appId, proposal, mostNamed: named };
      if (scope === "sample") return answerOf(await simulator.simulate(pack(), question));
      const gone = whenGone(reply.raw);
      const onProgress = (step: Progress) => void (run !== undefined && progress.set(run, step));
      return judgingAll.run(gone, "Everybody is judged already: try again in a moment", async () => {
        try {
          return answerOf(await simulator.simulate(pack(), { ...question, scope, signal: gone, onProgress }));
        } finally {
          if (run !== undefined) progress.delete(run);
        }
      });
    },
  });

  app.route({
    ...simulateProgress,
    handler: async ({ params }) => ({ progress: progress.get(params.run) ?? null }),
  });
};

function answerOf({ asOf, histogram, moves, matching, ...rest }: Simulated): Simulation {
  return {
    ...rest,
    asOf: new Date(asOf).toISOString(),
    histogram: { before: [...histogram.before], after: [...histogram.after] },
    moves: moves.map(({ named, ...move }) => ({ ...move, named: [...named] })),
    matching: Object.fromEntries(matching),
  };
}
