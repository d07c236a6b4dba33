import type {} from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

const NAME = "tocsin_session";

/** The token of the request's session cookie; null without one, or when its signature is not ours. */
export function readSessionCookie(request: FastifyRequest): string | null {
  const raw = request.cookies[NAME];
  if (raw === undefined) return null;
  const { valid, value } = request.unsignCookie(raw);
  return valid ? value : null;
}

export function writeSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  expiresAt: number,
): void {
  void reply.setCookie(NAME, token, { ...optionsFor(request), signed: true, expires: new Date(expiresAt) });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(NAME, optionsFor(request));
}

/** Over plain HTTP (the loopback address of a first start) a `Secure` cookie would not come back. */
function optionsFor({ protocol }: FastifyRequest) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure: protocol === "https" } as const;
}
