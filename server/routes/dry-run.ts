import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  dryRun as dryRunContract,
  dryRunProgress,
  type DryRunAnswer,
  type DryRunJudged,
  type DryRunProgress,
} from "../../api/index.ts";
import { currentFields } from "../../compiler/index.ts";
import { createBecauseOf, dryRun, recheckPack, type DryRunResult } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";

import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";

/** More questions than this at once would starve the sensor. */
const MOST_AT_ONCE = 3;

/** The play button: which stored users would a rule match, as it stands in the editor? */
export const dryRunRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const becauseOf = createBecauseOf(store);
  let running = 0;
  const progress = new Map<string, DryRunProgress>();
  app.route({
    ...dryRunContract,
    handler: async (request, reply): Promise<DryRunAnswer> => {
      const { source, rule, scope, limit, asOf: past, run } = request.body;
      const { appId } = await findApp(store, request.query.app);
      const asked = source === undefined ? pack() : recheckPack(pack(), source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      const { title, metadata } = asked.pack.rules.find(({ id }) => id === rule) ?? noSuchRule();
      if (running >= MOST_AT_ONCE)
        throw new AppError("too_many_requests", "Other dry-runs are under way: try again in a moment");
      running += 1;
      const gone = new AbortController();
      // The person closed the page: the answer would be read by nobody.
      reply.raw.once("close", () => gone.abort());
      try {
        const asOf = past === undefined ? now() : Date.parse(past);
        const started = performance.now();
        const onProgress = (step: DryRunProgress) => void (run !== undefined && progress.set(run, step));
        const options = { appId, rules: [rule], scope, asOf, limit, signal: gone.signal, onProgress };
        const result = await dryRun(store, asked.plan, options);
        const milliseconds = performance.now() - started;
        const userIds = result.rules.flatMap(({ users }) => users.map(({ userId }) => userId));
        const { because } = metadata;
        const fill = await becauseOf({ appId, plan: asked.plan, texts: [because], userIds, asOf });
        return judgedAnswer({
          rule,
          title,
          result,
          milliseconds,
          currentFields: past === undefined ? [] : currentFields(asked.plan, { rules: [rule] }),
          because: (userId) => fill(userId, because),
        });
      } finally {
        running -= 1;
        if (run !== undefined) progress.delete(run);
      }
    },
  });
  app.route({
    ...dryRunProgress,
    handler: async ({ params }) => ({ progress: progress.get(params.run) ?? null }),
  });
};

interface Judged {
  readonly rule: string;
  readonly title: string;
  readonly result: DryRunResult;
  readonly milliseconds: number;
  /** Of a question about a past moment. */
  readonly currentFields: readonly string[];
  readonly because: (userId: string) => string | null;
}

function judgedAnswer({ rule, title, result, milliseconds, currentFields: current, because }: Judged): DryRunJudged {
  const [judged] = result.rules;
  if (judged === undefined) throw new Error("invariant: one rule was asked about");
  const { matched, unknown, users } = judged;
  return {
    kind: "judged",
    rule: { id: rule, title },
    tested: result.tested,
    matched,
    unknown,
    tier: result.tier,
    asOf: new Date(result.asOf).toISOString(),
    milliseconds,
    currentFields: [...current],
    crowded: result.crowded.map((each) => ({ ...each })),
    users: users.map(({ userId, name, score, status, lastSeen }) => ({
      name,
      score,
      status,
      lastSeen: new Date(lastSeen).toISOString(),
      because: because(userId),
    })),
  };
}

function noSuchRule(): never {
  throw new AppError("not_found", "There is no such rule in the pack");
}
