import { z } from "zod";
import { AppQuery, RuleId } from "./common.ts";
import { RuleDiagnostic } from "./diagnostic.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

export const PackRule = z.object({
  id: RuleId,
  title: z.string(),
  severity: z.enum(["info", "low", "medium", "high", "critical"]).nullable(),
  tags: z.array(z.string()),
  /** In the app's present settings; 0 judges without counting. */
  weight: z.int(),
});

/** A `.tocsin` file of the pack. `path` is relative to the pack's root, with forward slashes. */
export const PackFile = z.object({
  path: z.string(),
  text: z.string(),
  /** Ships with Tocsin; the others are the installation's own. */
  builtin: z.boolean(),
  rules: z.array(PackRule),
  errors: z.int().min(0),
  warnings: z.int().min(0),
});
export type PackFile = z.infer<typeof PackFile>;

/** A file that a `list … = file "…"` names. */
export const PackListFile = z.object({ path: z.string(), text: z.string(), builtin: z.boolean() });

export const Pack = z.object({
  files: z.array(PackFile),
  lists: z.array(PackListFile),
  diagnostics: z.array(RuleDiagnostic),
});
export type Pack = z.infer<typeof Pack>;

/** The pack that the server runs, with its text: what an editor needs to check a file among its neighbours. */
export const getPack = {
  method: "GET",
  url: "/api/v1/pack",
  schema: { operationId: "getPack", querystring: AppQuery, response: { 200: Pack, ...PROBLEM_RESPONSES } },
} as const;
