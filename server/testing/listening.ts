import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";
import { listen } from "../listen.ts";

/** Starts an app on a free loopback port for one test and returns its address. */
export async function listening(app: FastifyInstance): Promise<string> {
  onTestFinished(() => app.close());
  return listen(app, "127.0.0.1", 0);
}
