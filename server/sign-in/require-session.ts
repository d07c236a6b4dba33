import type { FastifyRequest } from "fastify";
import { AppError } from "../app-error.ts";
import { readSessionCookie } from "./session-cookie.ts";
import type { SignedIn, SignInStore } from "./sign-in-store.ts";

const SIGNED_IN = new WeakMap<FastifyRequest, SignedIn>();

/** A hook that lets only signed-in operators through; handlers then read who it is with `signedIn`. */
export function requireSession({ signIn, now }: { readonly signIn: SignInStore; readonly now: () => number }) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = readSessionCookie(request);
    const session = token === null ? null : await signIn.findSession(token, now());
    if (session === null) throw new AppError("not_signed_in", "Sign in first");
    SIGNED_IN.set(request, session);
  };
}

/** Who sent this request. Only for routes behind `requireSession`. */
export function signedIn(request: FastifyRequest): SignedIn {
  const session = SIGNED_IN.get(request);
  if (session === undefined) throw new Error("invariant: this route is not behind requireSession");
  return session;
}
