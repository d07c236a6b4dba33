import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
import { MOST_EVENTS_A_REQUEST, NewEvent, postEvents, searchBlacklist } from "../../api/index.ts";

type Transform = typeof jsonSchemaTransform;

/** What applications may ask, and the console may not be asked by: everything else stays out of the document. */
const PUBLIC: ReadonlySet<string> = new Set([postEvents.url, searchBlacklist.urls[0]]);

/** The route takes any event, to judge each by itself; who reads the document wants to know what one is. */
const DOCUMENTED_EVENTS = z.object({ events: z.array(NewEvent).min(1).max(MOST_EVENTS_A_REQUEST) });

/** The document that describes the API of applications, at `GET /api/v1/openapi.json`. Before the routes: it listens to them. */
export async function openApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Tocsin", version: "1", description: "What applications send and ask." },
      components: { securitySchemes: { apiKey: { type: "apiKey", in: "header", name: "Api-Key" } } },
      security: [{ apiKey: [] }],
    },
    transform: documented,
  });
  app.get("/api/v1/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

const documented: Transform = ({ schema, url, ...rest }) => {
  // Routes without a schema only say which method is right.
  if (!PUBLIC.has(url) || schema === undefined) return { schema: { hide: true }, url };
  if (url !== postEvents.url) return jsonSchemaTransform({ schema, url, ...rest });
  return jsonSchemaTransform({ schema: { ...schema, body: DOCUMENTED_EVENTS }, url, ...rest });
};
