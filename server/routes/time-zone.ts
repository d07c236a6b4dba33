import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { setTimeZone as setTimeZoneContract } from "../../api/index.ts";
import { isTimeZone, setTimeZone } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** Where the people of an app have their days and nights. The session tells which it is. */
export const timeZoneRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, now }) => {
  app.route({
    ...setTimeZoneContract,
    handler: async (request) => {
      const { timeZone } = request.body;
      const { appId } = await findApp(store, request.query.app);
      if (!isTimeZone(timeZone)) throw new AppError("invalid_request", "body/timeZone: no time zone has this name");
      await setTimeZone(store, { appId, timeZone, operatorId: signedIn(request).operatorId, at: now() });
      return { timeZone };
    },
  });
};
