import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getHealth } from "../../api/index.ts";

export interface HealthOptions {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<unknown>;
}

/** For load balancers and supervisors: no sign-in, no details. */
export const healthRoutes: FastifyPluginAsyncZod<HealthOptions> = async (app, { ping }) => {
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
