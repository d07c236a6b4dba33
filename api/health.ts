import { z } from "zod";

/** `503` with `"database": "unreachable"` while the database cannot be reached; nothing else is said to strangers. */
export const Health = z.object({ status: z.enum(["ok", "unavailable"]), database: z.enum(["ok", "unreachable"]) });

export const getHealth = {
  method: "GET",
  url: "/health",
  schema: { operationId: "getHealth", response: { 200: Health, 503: Health } },
} as const;
