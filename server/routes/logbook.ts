import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  countLogbook,
  getLogbookLimit,
  listLogbook,
  setLogbookLimit as setLogbookLimitContract,
} from "../../api/index.ts";
import { readHourCounts, readLogbook, readLogbookLimit, setLogbookLimit, statusRange } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

const LONGEST_MS = 31 * 86_400_000;

/** What became of requests. */
export const logbookRoutes: FastifyPluginAsyncZod<Pick<ConsoleOptions, "store">> = async (app, { store }) => {
  app.route({
    ...listLogbook,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const { from, to, status, outcome, user: userName, key: apiKeyId, route: endpoint, text, corrected } = query;
      const lines = await readLogbook(
        store,
        {
          appId,
          from: from === undefined ? undefined : Date.parse(from),
          to: to === undefined ? undefined : Date.parse(to),
          status: status === undefined ? undefined : statusRange(status),
          ...{ outcome, userName, apiKeyId, endpoint, text, corrected },
        },
        query,
      );
      return {
        lines: lines.map(({ at, endpoint: route, apiKeyId: id, keyName, eventId, raw, messages, ...line }) => ({
          ...line,
          at: instant(at),
          route,
          messages: [...messages],
          key: { id, name: keyName },
          event: eventId,
          raw: raw === null ? null : { ...raw },
        })),
      };
    },
  });

  app.route({
    ...countLogbook,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
      if (to - from > LONGEST_MS) throw new AppError("invalid_request", "At most 31 days are counted at once");
      const hours = await readHourCounts(store, { appId, from, to });
      return { hours: hours.map(({ hour, endpoint: route, ...rest }) => ({ hour: instant(hour), route, ...rest })) };
    },
  });

  app.route({
    ...getLogbookLimit,
    handler: async ({ query }) => readLogbookLimit(store, (await findApp(store, query.app)).appId),
  });

  app.route({
    ...setLogbookLimitContract,
    handler: async ({ query, body }) => {
      const { appId } = await findApp(store, query.app);
      await setLogbookLimit(store, appId, body);
      return body;
    },
  });
};

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
