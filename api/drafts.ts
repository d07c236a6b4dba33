import { z } from "zod";
import { AppQuery, Instant, RulePath, RuleText, TextHash } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** A text of a rule file that the operator has changed and not saved yet, without the text. */
export const DraftHead = z.object({
  /** Of the file in the pack; the pack need not have it yet. */
  path: z.string(),
  /** `hash` of the pack's file that it began from; null for a file that the pack does not have. */
  basedOn: z.string().nullable(),
  /** Another one with every change. */
  version: z.int().min(1),
  updatedAt: Instant,
});
export type DraftHead = z.infer<typeof DraftHead>;

export const Draft = DraftHead.extend({ text: z.string() });
export type Draft = z.infer<typeof Draft>;

/** Another operator's draft of a file: two people who change the same one should know. */
export const ForeignDraft = z.object({ path: z.string(), operator: z.string(), updatedAt: Instant });
export type ForeignDraft = z.infer<typeof ForeignDraft>;

export const DraftList = z.object({ drafts: z.array(DraftHead), others: z.array(ForeignDraft) });
export type DraftList = z.infer<typeof DraftList>;

const DraftQuery = AppQuery.extend({ path: RulePath });

/** The operator's own drafts of an app, and who else has one of which file. */
export const listDrafts = {
  method: "GET",
  url: "/api/v1/drafts",
  schema: { operationId: "listDrafts", querystring: AppQuery, response: { 200: DraftList, ...PROBLEM_RESPONSES } },
} as const;

export const getDraft = {
  method: "GET",
  url: "/api/v1/drafts/file",
  schema: {
    operationId: "getDraft",
    querystring: DraftQuery,
    response: { 200: Draft, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** 409 when it is another than `expected` by now: changed in another tab or on another machine. 413 when there are too many. */
export const putDraft = {
  method: "PUT",
  url: "/api/v1/drafts/file",
  schema: {
    operationId: "putDraft",
    querystring: DraftQuery,
    body: z.object({
      text: RuleText,
      basedOn: TextHash.nullable(),
      /** The version that this text takes the place of; null when there is none. */
      expected: z.int().min(1).nullable(),
    }),
    response: { 200: DraftHead, ...PROBLEM_RESPONSES, 409: Problem },
  },
} as const;

/** Fine when it is gone already; 409 when it is another than `expected` by now. */
export const removeDraft = {
  method: "DELETE",
  url: "/api/v1/drafts/file",
  schema: {
    operationId: "removeDraft",
    querystring: DraftQuery.extend({ expected: z.coerce.number().int().min(1) }),
    response: { 204: z.null(), ...PROBLEM_RESPONSES, 409: Problem },
  },
} as const;

export const DraftPatch = z.object({
  /** `builtin` is for a checkout of Tocsin, `own` for the folder of one's own rules. */
  of: z.enum(["builtin", "own"]),
  files: z.int().min(1),
  /** As `git apply` takes it. */
  patch: z.string(),
});
export type DraftPatch = z.infer<typeof DraftPatch>;

/** What the operator's drafts change of the pack, as unified diffs. */
export const exportDrafts = {
  method: "GET",
  url: "/api/v1/drafts/patch",
  schema: {
    operationId: "exportDrafts",
    querystring: AppQuery,
    response: { 200: z.object({ patches: z.array(DraftPatch) }), ...PROBLEM_RESPONSES },
  },
} as const;
