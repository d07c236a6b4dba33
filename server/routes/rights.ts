import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { eraseUser, exportUser, listOperatorActions, type UserExport } from "../../api/index.ts";
import {
  eraseUser as erase,
  exportUser as openExport,
  listActions,
  noteAction,
  type Installation,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

export interface RightsOptions extends ConsoleOptions {
  readonly installation: Installation;
  /** Ids that rise with time. */
  readonly nextId: () => string;
}

/** What a person may ask for, and what operators did of it. */
export const rightsRoutes: FastifyPluginAsyncZod<RightsOptions> = async (app, { store, installation, nextId, now }) => {
  app.route({
    ...exportUser,
    handler: async (request, reply) => {
      const { appId, name } = await findApp(store, request.query.app);
      const at = now();
      const found = await openExport(store, { appId, app: name, userName: request.params.name, at });
      if (found === null) throw noSuchUser();
      const { operatorId } = signedIn(request);
      const { userId } = found;
      await noteAction(store.db, { appId, actionId: nextId(), kind: "user_exported", operatorId, userId, at });
      reply.header("content-type", "application/json; charset=utf-8");
      reply.header("content-disposition", `attachment; filename="user-${userId}.json"`);
      // The document as it is read: what it holds is the contract's shape, a test says so.
      return reply.send(Readable.from(found.json) as unknown as UserExport);
    },
  });

  app.route({
    ...eraseUser,
    handler: async (request) => {
      const { name } = request.params;
      if (request.body.confirm !== name) throw new AppError("invalid_request", "body/confirm: is not the user's name");
      const { appId } = await findApp(store, request.query.app);
      const { operatorId } = signedIn(request);
      const erased = await erase(store, installation, { appId, userName: name, operatorId, at: now() });
      if (erased === null) throw noSuchUser();
      return erased;
    },
  });

  app.route({
    ...listOperatorActions,
    handler: async ({ query: { app: appName, before, limit } }) => {
      const { appId } = await findApp(store, appName);
      const actions = await listActions(store, { appId, before, limit });
      return {
        actions: actions.map(({ actionId, at, ...action }) => ({
          id: actionId,
          ...action,
          at: new Date(at).toISOString(),
        })),
      };
    },
  });
};

function noSuchUser(): AppError {
  return new AppError("not_found", "There is no such user");
}
