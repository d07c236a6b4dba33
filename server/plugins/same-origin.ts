import type { FastifyRequest } from "fastify";
import { AppError } from "../app-error.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another site makes a signed-in browser send. The cookie is `SameSite=Strict`; this is the second lock, for
 * old browsers and for neighbours on another port of the same host, which count as the same site.
 */
export async function requireSameOrigin(request: FastifyRequest): Promise<void> {
  if (SAFE.has(request.method)) return;
  const { origin, "sec-fetch-site": site } = request.headers;
  const foreign =
    origin === undefined ? site !== undefined && !OWN_SITES.has(String(site)) : hostOf(origin) !== request.host;
  if (foreign) throw new AppError("foreign_origin", "This request comes from another site");
}

const OWN_SITES = new Set(["same-origin", "none"]);

/** `null` (a sandboxed page, a file) and what cannot be read belong to no host. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
