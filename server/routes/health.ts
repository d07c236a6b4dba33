import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getHealth, getLiveness, getReadiness, type Readiness } from "../../api/index.ts";

export interface HealthOptions {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<unknown>;
  readonly readiness: () => Promise<Readiness>;
}

/** A process that is busy lives. */
const EVEN_UNDER_PRESSURE = { pressureHandler: () => undefined };

/** For load balancers and supervisors: no sign-in, no details. */
export const healthRoutes: FastifyPluginAsyncZod<HealthOptions> = async (app, { ping, readiness }) => {
  app.route({ ...getLiveness, config: EVEN_UNDER_PRESSURE, handler: () => ({ status: "ok" }) as const });

  app.route({
    ...getReadiness,
    handler: async (_, reply) => {
      const answer = await readiness();
      return reply.code(answer.status === "ready" ? 200 : 503).send(answer);
    },
  });

  app.route({
    ...getHealth,
    handler: async (request, reply) => {
      try {
        await ping();
        return { status: "ok", database: "ok" } as const;
      } catch (error) {
        request.log.warn({ err: error }, "the database cannot be reached");
        return reply.code(503).send({ status: "unavailable", database: "unreachable" });
      }
    },
  });
};
