import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { findSavedDryRun as findContract, SavedDryRun, saveDryRun as saveContract } from "../../api/index.ts";
import { findSavedDryRun, saveDryRun } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** Dry-runs kept for a link, for every operator of the installation. */
export const savedDryRunRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, now }) => {
  app.route({
    ...saveContract,
    handler: async (request) => {
      const { appId } = await findApp(store, request.query.app);
      const { path, rule, text, scope, pastMoment, answer } = request.body;
      const by = { appId, operatorId: signedIn(request).operatorId, at: now() };
      return { id: await saveDryRun(store, by, { path, rule, text, question: { scope, pastMoment }, answer }) };
    },
  });

  app.route({
    ...findContract,
    handler: async (request) => {
      const { appId } = await findApp(store, request.query.app);
      const found = await findSavedDryRun(store, appId, request.params.id);
      if (found === null) throw new AppError("not_found", "There is no such saved dry-run (any more)");
      const { question, savedAt, ...saved } = found;
      return SavedDryRun.parse({
        ...saved,
        ...(question as object), // as this route wrote it; parsed here
        savedAt: new Date(savedAt).toISOString(),
      });
    },
  });
};
