import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

export const TRAIL_FAULTS = ["changed", "missing", "inserted", "reordered"] as const;
export const CHANGE_PROOFS = ["proven", "broken", "older"] as const;

/** The first place at which a trail is not what was written; `of` says what is meant: a change, what marks the trail's start or end, or the tombstone of an erasure. */
export const BrokenLink = z.object({
  sequence: z.int().min(0),
  fault: z.enum(TRAIL_FAULTS),
  of: z.enum(["change", "start", "end", "user", "erasure"]),
});

export const FieldChange = z.object({
  /** The place in the user's trail, in the order of arrival; 0 from before there were trails. */
  sequence: z.int().min(0),
  /** When it happened, as the application said. */
  time: Instant,
  event: z.string(),
  field: z.string(),
  fieldName: z.string().nullable(),
  oldValue: z.string().nullable(),
  newValue: z.string(),
  /** What the field belongs to. */
  parent: z.object({ id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  /** `proven`: as it was written, and so is all before it. `broken`: at or behind a broken link. `older`: from before there were trails. */
  proof: z.enum(CHANGE_PROOFS),
});
export type FieldChange = z.infer<typeof FieldChange>;

export const FieldTrail = z.object({
  /** The whole trail is what was written, not this page alone. */
  verified: z.boolean(),
  broken: BrokenLink.nullable(),
  /** Newest first. */
  changes: z.array(FieldChange),
  /** `before` of the next page; null after the last one. */
  next: z.string().nullable(),
});
export type FieldTrail = z.infer<typeof FieldTrail>;

/** What a user's fields were changed from and to, and whether that is proven. */
export const getFieldTrail = {
  method: "GET",
  url: "/api/v1/users/:name/field-changes",
  schema: {
    operationId: "getFieldTrail",
    params: z.object({ name: z.string().min(1).max(400) }),
    querystring: AppQuery.extend({
      before: z
        .string()
        .regex(/^[0-9]{1,15}\.[0-9]{1,18}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: { 200: FieldTrail, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
