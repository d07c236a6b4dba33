import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  getPackState,
  removePackFile,
  renamePackFile,
  savePackFile,
  type PackReloadAnswer,
  type PackState,
} from "../../api/index.ts";
import { USER_ROOT } from "../../dsl/checks/layers.ts";
import {
  BrokenPack,
  noteBefore,
  textHash,
  type BeforeChange,
  type FolderChange,
  type LoadedPack,
  type OperatorAction,
  type PackError,
  type RuleFolder,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { packVersion } from "./pack-version.ts";
import { reloadAnswer } from "./reload-answer.ts";
import { ruleDiagnostics } from "./rule-diagnostics.ts";

export interface PackFileOptions extends ConsoleOptions {
  /** Why the rules as they are on the disk do not run; null when they do. */
  readonly trouble: () => PackError | null;
  /** Null when operators may not save in it. */
  readonly folder: RuleFolder | null;
  /** Ids that rise with time. */
  readonly nextId: () => string;
}

/** Saving own rules in their folder, and whether what is on the disk is what runs. */
export const packFileRoutes: FastifyPluginAsyncZod<PackFileOptions> = async (app, options) => {
  const { store, pack, reloadPack, trouble, folder, nextId, now } = options;

  app.route({
    ...getPackState,
    handler: async (): Promise<PackState> => ({
      version: packVersion(pack()),
      editable: folder !== null,
      broken: brokenOf(pack(), trouble()),
    }),
  });

  const change = async (
    who: { readonly app: string | undefined; readonly operatorId: number },
    action: Pick<OperatorAction, "kind" | "details">,
    work: (rules: RuleFolder, before: BeforeChange) => Promise<FolderChange>,
  ): Promise<PackReloadAnswer> => {
    const { appId } = await findApp(store, who.app);
    if (folder === null)
      throw new AppError("not_found", "Rules cannot be saved here: start the server with --rules and --edit");
    const entry = { appId, actionId: nextId(), operatorId: who.operatorId, ...action, at: now() };
    const changed = await noteBefore(store.db, entry, (before) => work(folder, before));
    if (changed.kind === "conflict")
      throw new AppError("conflict", "The file in the folder is another one by now: look at it first");
    if (changed.kind === "refused") throw new AppError("invalid_request", `body/path: ${changed.reason}`);
    return reloadAnswer(await reloadPack());
  };

  app.route({
    ...savePackFile,
    handler: (request) => {
      const { path, text, expected } = request.body;
      const own = ownPath(path);
      const { operatorId } = signedIn(request);
      const action = { kind: "rule_saved", details: { path } } as const;
      return change({ app: request.query.app, operatorId }, action, (rules, before) =>
        rules.save({ path: own, text, expected }, before),
      );
    },
  });

  app.route({
    ...renamePackFile,
    handler: (request) => {
      const { path, to, expected } = request.body;
      const names = { path: ownPath(path), to: ownPath(to), expected };
      const { operatorId } = signedIn(request);
      const action = { kind: "rule_renamed", details: { path, to } } as const;
      return change({ app: request.query.app, operatorId }, action, (rules, before) => rules.rename(names, before));
    },
  });

  app.route({
    ...removePackFile,
    handler: (request) => {
      const { path, expected } = request.body;
      const own = ownPath(path);
      const { operatorId } = signedIn(request);
      const action = { kind: "rule_removed", details: { path } } as const;
      return change({ app: request.query.app, operatorId }, action, (rules, before) =>
        rules.remove({ path: own, expected }, before),
      );
    },
  });
};

/** The path inside the folder of own rules. */
function ownPath(path: string): string {
  if (path.startsWith(USER_ROOT)) return path.slice(USER_ROOT.length);
  throw new AppError("invalid_request", `body/path: only own rules can be saved, whose path begins with ${USER_ROOT}`);
}

function brokenOf(pack: LoadedPack, error: PackError | null): PackState["broken"] {
  if (error === null) return null;
  // A folder that could not be read as a whole has no files to show.
  if (!(error instanceof BrokenPack)) return { reason: error.message, diagnostics: [], files: [] };
  const running = new Map(pack.files.map(({ path, text }) => [path, text]));
  const onDisk = new Map(error.files.map(({ path, text }) => [path, text]));
  const others = [...onDisk].flatMap(([path, text]) =>
    running.get(path) === text ? [] : [{ path, text, hash: textHash(text) }],
  );
  const gone = [...running.keys()].filter((path) => !onDisk.has(path));
  return {
    reason: error.message,
    diagnostics: ruleDiagnostics(error.diagnostics, error.files),
    files: [...others, ...gone.map((path) => ({ path, text: null, hash: null }))],
  };
}
