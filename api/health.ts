import { z } from "zod";

/** `503` with `"database": "unreachable"` while the database cannot be reached; nothing else is said to strangers. */
export const Health = z.object({ status: z.enum(["ok", "unavailable"]), database: z.enum(["ok", "unreachable"]) });

/** As before there were two questions; it is asked of the database alone. */
export const getHealth = {
  method: "GET",
  url: "/health",
  schema: { operationId: "getHealth", response: { 200: Health, 503: Health } },
} as const;

export const Liveness = z.object({ status: z.literal("ok") });

/** Does the process live? Asks nobody: a supervisor that restarts it for a database that is away helps nobody. */
export const getLiveness = {
  method: "GET",
  url: "/healthz",
  schema: { operationId: "getLiveness", response: { 200: Liveness } },
} as const;

export const READINESS_CHECKS = ["serving", "database", "migrations", "pack"] as const;
export type ReadinessCheckName = (typeof READINESS_CHECKS)[number];

export const Readiness = z.object({
  status: z.enum(["ready", "not_ready"]),
  checks: z.array(
    z.object({
      name: z.enum(READINESS_CHECKS),
      ok: z.boolean(),
      /** A sentence for whoever looks; it names no host and no person. */
      message: z.string(),
    }),
  ),
});
export type Readiness = z.infer<typeof Readiness>;

/** May requests be sent here? `503` while not: for load balancers, and for whoever waits for a start. */
export const getReadiness = {
  method: "GET",
  url: "/readyz",
  schema: { operationId: "getReadiness", response: { 200: Readiness, 503: Readiness } },
} as const;
