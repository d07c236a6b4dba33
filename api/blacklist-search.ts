import { z } from "zod";

/** Numbers are read as text, as callers in loosely typed languages send them. */
const SearchedValue = z.union([z.string(), z.number().transform(String)]);

export const BlacklistAnswer = z.object({ value: z.string(), blacklisted: z.boolean() });

/** The numbers are those that callers of this endpoint know. */
export const BlacklistProblem = z.object({
  code: z.literal([400, 405, 429, 500, 503, 900, 901]),
  message: z.string(),
});
export type BlacklistProblem = z.infer<typeof BlacklistProblem>;

/** Is this user name, address, e-mail or phone number blacklisted? `Api-Key` header, JSON body. Counts against the key's limit. */
export const searchBlacklist = {
  method: "POST",
  urls: ["/api/v1/blacklist/search", "/api/v1/blacklist/search/"],
  schema: {
    operationId: "searchBlacklist",
    body: z.object({ value: SearchedValue }),
    response: {
      200: BlacklistAnswer,
      400: BlacklistProblem,
      401: BlacklistProblem,
      429: BlacklistProblem,
      500: BlacklistProblem,
      503: BlacklistProblem,
    },
  },
} as const;
