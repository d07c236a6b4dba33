import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";
import { parseSensorRequest } from "../../runtime/index.ts";
import { parseForm } from "../sensor/form-body.ts";

/**
 * Reads an event and forgets it: what the machine could do if storing and judging were free. For the benchmark, and only
 * where the environment asks for it.
 */
export async function parseOnlyRoute(app: FastifyInstance, { now }: { readonly now: () => number }): Promise<void> {
  await app.register(formbody, { parser: parseForm });
  app.post("/bench/parse", async ({ body }, reply) => {
    const fields = typeof body === "object" && body !== null ? body : {};
    const parsed = parseSensorRequest(fields as Readonly<Record<string, unknown>>, { now: now() }); // readable by name
    return reply.code(parsed.kind === "accepted" ? 200 : 400).send();
  });
}
