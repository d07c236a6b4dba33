import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getSession, signIn as signInContract, signOut, type Session } from "../../api/index.ts";
import { passwordMatches, type App } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { requireSession, signedIn } from "../sign-in/require-session.ts";
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from "../sign-in/session-cookie.ts";
import type { SignedIn, SignInStore } from "../sign-in/sign-in-store.ts";

export interface SessionRoutesOptions {
  readonly signIn: SignInStore;
  readonly apps: () => Promise<readonly App[]>;
  readonly sessionHours: number;
  readonly now: () => number;
}

/** Attempts from one address, and for one operator from anywhere: guessing stays hopeless, mistyping harmless. */
const BY_ADDRESS = { max: 10, timeWindow: "1 minute" } as const;
const BY_OPERATOR = { max: 30, timeWindow: "15 minutes" } as const;

export const sessionRoutes: FastifyPluginAsyncZod<SessionRoutesOptions> = async (
  app,
  { signIn, apps, sessionHours, now },
) => {
  const operatorLimit = app.createRateLimit({ ...BY_OPERATOR, keyGenerator: emailOf });
  const sessionOf = async ({ email, expiresAt }: SignedIn): Promise<Session> => ({
    operator: { email },
    apps: (await apps()).map(({ name, timeZone }) => ({ name, timeZone })),
    expiresAt: new Date(expiresAt).toISOString(),
  });

  app.route({
    ...signInContract,
    config: { rateLimit: BY_ADDRESS },
    handler: async (request, reply) => {
      const limit = await operatorLimit(request);
      if (!limit.isAllowed && limit.isExceeded) throw tooManyAttempts();
      const { email, password } = request.body;
      const operator = await signIn.findOperator(email);
      const matches = await passwordMatches(operator?.passwordHash ?? null, password);
      if (operator === null || !matches) throw new AppError("wrong_credentials", "The e-mail or the password is wrong");
      const expiresAt = now() + sessionHours * 3_600_000;
      writeSessionCookie(request, reply, await signIn.createSession(operator.operatorId, expiresAt), expiresAt);
      return sessionOf({ ...operator, expiresAt });
    },
  });

  app.route({
    ...getSession,
    preHandler: requireSession({ signIn, now }),
    handler: (request) => sessionOf(signedIn(request)),
  });

  app.route({
    ...signOut,
    handler: async (request, reply) => {
      const token = readSessionCookie(request);
      if (token !== null) await signIn.deleteSession(token);
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  });
};

function tooManyAttempts(): AppError {
  return new AppError("too_many_requests", "Too many attempts: try again in a few minutes");
}

function emailOf({ body }: { readonly body?: unknown }): string {
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : "";
  return String(email).trim().toLowerCase();
}
