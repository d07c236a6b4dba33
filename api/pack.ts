import { z } from "zod";
import { AppQuery, RuleId, RulePath, RuleText, TextHash } from "./common.ts";
import { RuleDiagnostic } from "./diagnostic.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

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
  /** SHA-256 of the text. */
  hash: z.string(),
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
  /** That of `PackState` while these texts run. */
  version: z.string(),
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

/** What became of reading the pack again; a pack with errors leaves the one before it in place. */
export const PackReloadAnswer = z.object({
  /** `unchanged`: other texts, perhaps, but the same judgements. `kept`: the new pack cannot run. */
  outcome: z.enum(["loaded", "unchanged", "kept"]),
  /** How many rules judge now. */
  rules: z.int().min(0),
  /** Why the new pack cannot run; null when it does. */
  reason: z.string().nullable(),
  /** Of the pack that was read. */
  diagnostics: z.array(RuleDiagnostic),
});
export type PackReloadAnswer = z.infer<typeof PackReloadAnswer>;

/** Reads the pack's folders again, in every server of the installation. 422 when it stays as it was. */
export const reloadPack = {
  method: "POST",
  url: "/api/v1/pack/reload",
  schema: {
    operationId: "reloadPack",
    response: { 200: PackReloadAnswer, ...PROBLEM_RESPONSES, 422: PackReloadAnswer },
  },
} as const;

/** A file on the disk that is another one than in the pack that runs. */
export const UnreadFile = z.object({
  path: z.string(),
  /** Null when it is no longer there. */
  text: z.string().nullable(),
  hash: z.string().nullable(),
});
export type UnreadFile = z.infer<typeof UnreadFile>;

export const PackState = z.object({
  /** Another one whenever a file of the pack that runs is. */
  version: z.string(),
  /** Own rules can be saved in their folder: the server was started with `--edit`. */
  editable: z.boolean(),
  /** Why the folder's files do not run, and the last good ones do; null when all is well. */
  broken: z.object({ reason: z.string(), diagnostics: z.array(RuleDiagnostic), files: z.array(UnreadFile) }).nullable(),
});
export type PackState = z.infer<typeof PackState>;

/** For whoever keeps asking: whether the pack is another one by now, and whether its folder can be read. */
export const getPackState = {
  method: "GET",
  url: "/api/v1/pack/state",
  schema: { operationId: "getPackState", response: { 200: PackState, ...PROBLEM_RESPONSES } },
} as const;

/** `hash` of the text that the author began from; null for a file that is not there. */
const Expected = TextHash.nullable();

/** 404 unless the server was started with `--edit`; 409 when the file on the disk is another one than expected. */
const FILE_RESPONSES = { 200: PackReloadAnswer, ...PROBLEM_RESPONSES, 404: Problem, 409: Problem } as const;

/** Saves an own rule (`user/…`) in its folder and reads the pack again. The text may be broken: the last good pack then goes on. */
export const savePackFile = {
  method: "PUT",
  url: "/api/v1/pack/files",
  schema: {
    operationId: "savePackFile",
    querystring: AppQuery,
    body: z.object({ path: RulePath, text: RuleText, expected: Expected }),
    response: FILE_RESPONSES,
  },
} as const;

export const renamePackFile = {
  method: "POST",
  url: "/api/v1/pack/files/rename",
  schema: {
    operationId: "renamePackFile",
    querystring: AppQuery,
    body: z.object({ path: RulePath, to: RulePath, expected: TextHash }),
    response: FILE_RESPONSES,
  },
} as const;

export const removePackFile = {
  method: "POST",
  url: "/api/v1/pack/files/removal",
  schema: {
    operationId: "removePackFile",
    querystring: AppQuery,
    body: z.object({ path: RulePath, expected: TextHash }),
    response: FILE_RESPONSES,
  },
} as const;
