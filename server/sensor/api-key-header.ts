import type { FastifyRequest } from "fastify";

/** The key of the header `Api-Key`; null when it is not sent or empty. */
export function apiKeyHeader({ headers }: FastifyRequest): string | null {
  const header = headers["api-key"];
  const key = Array.isArray(header) ? header[0] : header;
  return key === undefined || key === "" ? null : key;
}
