import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { exportDrafts, getDraft, listDrafts, putDraft, removeDraft } from "../../api/index.ts";
import {
  draftPatches,
  listDrafts as readHeads,
  readDrafts,
  removeDraft as remove,
  writeDraft,
  type DraftHead,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** Each operator's own drafts of rule files, and who else has one of which. */
export const draftRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  app.route({
    ...listDrafts,
    handler: async (request) => {
      const { appId } = await findApp(store, request.query.app);
      const { own, others } = await readHeads(store, { appId, operatorId: signedIn(request).operatorId });
      return {
        drafts: own.map(headOf),
        others: others.map(({ updatedAt, ...draft }) => ({ ...draft, updatedAt: instant(updatedAt) })),
      };
    },
  });

  app.route({
    ...getDraft,
    handler: async (request) => {
      const { app: appName, path } = request.query;
      const { appId } = await findApp(store, appName);
      const [draft] = await readDrafts(store, { appId, operatorId: signedIn(request).operatorId }, path);
      if (draft === undefined) throw new AppError("not_found", "There is no draft of this file");
      return { ...headOf(draft), text: draft.text };
    },
  });

  app.route({
    ...putDraft,
    handler: async (request) => {
      const { app: appName, path } = request.query;
      const { appId } = await findApp(store, appName);
      const { operatorId } = signedIn(request);
      const outcome = await writeDraft(store, { appId, operatorId, path, ...request.body, at: now() });
      if (outcome.kind === "conflict") throw changedMeanwhile();
      if (outcome.kind === "full") throw new AppError("too_large", "There are too many drafts: save or revert some");
      return headOf(outcome.draft);
    },
  });

  app.route({
    ...removeDraft,
    handler: async (request, reply) => {
      const { app: appName, path, expected } = request.query;
      const { appId } = await findApp(store, appName);
      const { operatorId } = signedIn(request);
      if (!(await remove(store, { appId, operatorId, path, expected }))) throw changedMeanwhile();
      return reply.status(204).send(null);
    },
  });

  app.route({
    ...exportDrafts,
    handler: async (request) => {
      const { appId } = await findApp(store, request.query.app);
      const drafts = await readDrafts(store, { appId, operatorId: signedIn(request).operatorId });
      return { patches: draftPatches(pack().files, drafts).map((patch) => ({ ...patch })) };
    },
  });
};

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

function headOf({ path, basedOn, version, updatedAt }: DraftHead) {
  return { path, basedOn, version, updatedAt: instant(updatedAt) };
}

function changedMeanwhile(): AppError {
  return new AppError("conflict", "The draft was changed in another tab or on another machine");
}
