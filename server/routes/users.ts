import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  decideUser,
  getUser as getUserContract,
  listEventFacts,
  listUsers as listUsersContract,
  type UserDetail,
} from "../../api/index.ts";
import {
  createBecauseOf,
  decide,
  factsOfEvents,
  findUserId,
  getUser,
  listUsers,
  type App,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { eventFacts, userDetail, userSummary } from "./user-views.ts";

/** The people that are watched, and the operator's word on them. */
export const userRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack }) => {
  const becauseOf = createBecauseOf(store);
  const detailOf = async ({ appId }: App, name: string): Promise<UserDetail> => {
    const user = await getUser(store, appId, name);
    if (user === null) throw noSuchUser();
    return userDetail(becauseOf, appId, user, pack());
  };

  app.route({
    ...listUsersContract,
    handler: async ({ query: { app: appName, ...filter } }) => {
      const { appId } = await findApp(store, appName);
      return { users: (await listUsers(store, { appId, ...filter })).map(userSummary) };
    },
  });

  app.route({
    ...getUserContract,
    handler: async ({ params, query }) => detailOf(await findApp(store, query.app), params.name),
  });

  app.route({
    ...listEventFacts,
    handler: async ({ params, query: { app: appName, limit } }) => {
      const { appId } = await findApp(store, appName);
      const userId = await findUserId(store, appId, params.name);
      if (userId === null) throw noSuchUser();
      return { events: (await factsOfEvents(store, { userId, limit })).map(eventFacts) };
    },
  });

  app.route({
    ...decideUser,
    handler: async (request) => {
      const { params, query, body } = request;
      const found = await findApp(store, query.app);
      const { operatorId } = signedIn(request);
      const { appId } = found;
      const status = await decide(store, { appId, userName: params.name, decision: body.decision, operatorId });
      if (status === null) throw noSuchUser();
      return detailOf(found, params.name);
    },
  });
};

function noSuchUser(): AppError {
  return new AppError("not_found", "There is no such user");
}
