import { z } from "zod";
import { Instant } from "./common.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

/** Who is signed in, and the apps they may look at; the first is the default of every request. */
export const Session = z.object({
  operator: z.object({ email: z.string() }),
  apps: z.array(z.object({ name: z.string(), timeZone: z.string() })).min(1),
  expiresAt: Instant,
});
export type Session = z.infer<typeof Session>;

/** Signs in: the session travels in an http-only cookie. `401 wrong_credentials`, `429 too_many_requests`. */
export const signIn = {
  method: "POST",
  url: "/api/v1/session",
  schema: {
    operationId: "signIn",
    body: z.object({ email: z.string().trim().min(1).max(255), password: z.string().min(1).max(1024) }),
    response: { 200: Session, ...PROBLEM_RESPONSES },
  },
} as const;

/** Who am I? `401 not_signed_in` without a session. */
export const getSession = {
  method: "GET",
  url: "/api/v1/session",
  schema: { operationId: "getSession", response: { 200: Session, ...PROBLEM_RESPONSES } },
} as const;

/** Signs out; fine without a session too. */
export const signOut = {
  method: "DELETE",
  url: "/api/v1/session",
  schema: { operationId: "signOut", response: { 204: z.null(), ...PROBLEM_RESPONSES } },
} as const;
