import { z } from "zod";
import { AppQuery, RuleId } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** A score at or below `review` enters the review queue, at or below `blacklist` the blacklist; null is off. */
export const Thresholds = z
  .object({ review: z.int().min(0).max(99).nullable(), blacklist: z.int().min(0).max(98).nullable() })
  .refine(({ review, blacklist }) => blacklist === null || (review ?? 100) > blacklist, {
    path: ["blacklist"],
    message: "the review threshold must be above the blacklist threshold",
  });
export type Thresholds = z.infer<typeof Thresholds>;

/** By rule id; a positive weight lowers trust, a negative one raises it. Rules that are not named weigh nothing. */
export const Weights = z.record(RuleId, z.int().min(-100).max(100));

export const Preset = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  thresholds: z.object({ review: z.int().nullable(), blacklist: z.int().nullable() }),
  weights: z.record(RuleId, z.int()),
});
export type Preset = z.infer<typeof Preset>;

export const Settings = z.object({
  /** The preset applied last; null before the first. */
  preset: z.string().nullable(),
  thresholds: z.object({ review: z.int().nullable(), blacklist: z.int().nullable() }),
  weights: z.record(RuleId, z.int()),
});
export type Settings = z.infer<typeof Settings>;

export const listPresets = {
  method: "GET",
  url: "/api/v1/presets",
  schema: {
    operationId: "listPresets",
    response: { 200: z.object({ presets: z.array(Preset) }), ...PROBLEM_RESPONSES },
  },
} as const;

export const getSettings = {
  method: "GET",
  url: "/api/v1/settings",
  schema: { operationId: "getSettings", querystring: AppQuery, response: { 200: Settings, ...PROBLEM_RESPONSES } },
} as const;

/** Replaces all weights and both thresholds by the preset's, and scores every user again. */
export const applyPreset = {
  method: "PUT",
  url: "/api/v1/settings/preset",
  schema: {
    operationId: "applyPreset",
    querystring: AppQuery,
    body: z.object({ preset: z.string().min(1).max(100) }),
    response: { 200: Settings, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const ReplaceSettings = z.object({
  /** The preset that the weights began with; the name stays when it is not given. */
  preset: z.string().min(1).max(100).optional(),
  thresholds: Thresholds,
  weights: Weights,
  /** What the caller has seen: refused with 409 `conflict` when somebody else has changed it meanwhile. */
  expected: Settings.omit({ preset: true }).optional(),
});
export type ReplaceSettings = z.input<typeof ReplaceSettings>;

/** Replaces all weights and both thresholds, and scores every user again. */
export const replaceSettings = {
  method: "PUT",
  url: "/api/v1/settings",
  schema: {
    operationId: "replaceSettings",
    querystring: AppQuery,
    body: ReplaceSettings,
    response: { 200: Settings, ...PROBLEM_RESPONSES, 404: Problem, 409: Problem },
  },
} as const;

export const setThresholds = {
  method: "PUT",
  url: "/api/v1/settings/thresholds",
  schema: {
    operationId: "setThresholds",
    querystring: AppQuery,
    body: Thresholds,
    response: { 200: Settings, ...PROBLEM_RESPONSES },
  },
} as const;
