import { z } from "zod";
import { AppQuery } from "./common.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

export const TimeZone = z.object({
  /** A name of the IANA database: the hour of an event that rules ask for is the hour there. */
  timeZone: z.string().min(1).max(100),
});
export type TimeZone = z.infer<typeof TimeZone>;

/** For events from then on; those that are stored keep their hour. 400 for a name that no time zone has. */
export const setTimeZone = {
  method: "PUT",
  url: "/api/v1/settings/time-zone",
  schema: {
    operationId: "setTimeZone",
    querystring: AppQuery,
    body: TimeZone,
    response: { 200: TimeZone, ...PROBLEM_RESPONSES },
  },
} as const;
