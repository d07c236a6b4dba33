import type { FastifyInstance } from "fastify";
import { StartError } from "./start-error.ts";

/** Listens and returns the address for a browser on this machine, without a final slash. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new StartError(sentenceOf(error, host, port), { cause: error });
  }
  const address = app.server.address();
  if (address === null || typeof address === "string") throw new Error("invariant: a listening server has a port");
  return `http://${browserHost(host)}:${address.port}`;
}

function sentenceOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} of ${host} is in use: choose another one with PORT`;
  if (code === "EACCES") return `port ${port} of ${host} may not be used by this user: choose one above 1023 with PORT`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `${host} is not an address of this machine: check HOST`;
  return `the server cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}

/** A server that listens everywhere is reached here at the loopback address. */
function browserHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
