import type { Evaluator, Plan } from "../../compiler/index.ts";
import { lower } from "../../compiler/plan/lower.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import type { BoundPack, BoundPreset } from "../../dsl/binder/bound.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { USER_ROOT } from "../../dsl/checks/layers.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { BrokenPack } from "./pack-error.ts";
import { planFingerprint } from "./plan-fingerprint.ts";
import { readPackFolder, type PackText } from "./read-pack-folder.ts";

export interface LoadedFile extends PackText {
  /** Part of the pack that Tocsin brings. */
  readonly builtin: boolean;
}

/** A pack that runs. */
export interface LoadedPack {
  readonly pack: BoundPack;
  readonly plan: Plan;
  readonly evaluator: Evaluator;
  /** Of the plan: equal for packs that judge alike. */
  readonly fingerprint: string;
  readonly presets: readonly BoundPreset[];
  readonly files: readonly LoadedFile[];
  readonly lists: readonly LoadedFile[];
  /** Warnings; a pack with errors does not run. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadPackOptions {
  /** The folder that holds `rules/` and `presets/` of Tocsin. */
  readonly builtIn: string;
  /** A folder of the user's own, laid over the built-in pack; its files stand under `user/`. */
  readonly user?: string | undefined;
}

/**
 * Reads, checks and compiles the built-in pack, with the user's own over it.
 *
 * @throws PackError when it cannot be read, BrokenPack when it has an error.
 */
export async function loadPack({ builtIn, user }: LoadPackOptions): Promise<LoadedPack> {
  const own = await readPackFolder(builtIn, ["rules", "presets"]);
  const theirs = user === undefined ? { files: [], lists: [] } : await readPackFolder(user);
  const files = [...builtinFiles(own.files), ...userFiles(theirs.files)];
  const lists = [...builtinFiles(own.lists), ...userFiles(theirs.lists)];
  const checked = checkFiles(files, lists);
  if (checked.pack === null) throw new BrokenPack(firstError(checked.diagnostics), checked.diagnostics, files);
  return compilePack(checked.pack, checked.diagnostics, { files, lists });
}

/** A pack from texts in memory, for tests and tools. */
export function packOf(texts: readonly PackText[]): LoadedPack {
  const files = userFiles(texts);
  const checked = checkFiles(files, []);
  if (checked.pack === null) throw new BrokenPack(firstError(checked.diagnostics), checked.diagnostics, files);
  return compilePack(checked.pack, checked.diagnostics, { files, lists: [] });
}

/** The pack with one text replaced or added, as it stands in an editor; its own diagnostics when it has errors. */
export type RecheckedPack =
  | {
      readonly pack: BoundPack;
      readonly plan: Plan;
      readonly diagnostics: readonly Diagnostic[];
      readonly files: readonly LoadedFile[];
    }
  | { readonly pack: null; readonly diagnostics: readonly Diagnostic[]; readonly files: readonly LoadedFile[] };

export function recheckPack({ files, lists }: Pick<LoadedPack, "files" | "lists">, source: PackText): RecheckedPack {
  const known = files.some(({ path }) => path === source.path);
  const changed = known
    ? files.map((file) => (file.path === source.path ? { ...file, text: source.text } : file))
    : [...files, { ...source, builtin: false }];
  const { pack, diagnostics } = checkFiles(changed, lists);
  return pack === null
    ? { pack, diagnostics, files: changed }
    : { pack, plan: lower(pack), diagnostics, files: changed };
}

function checkFiles(files: readonly LoadedFile[], lists: readonly LoadedFile[]) {
  return checkPack({ files, listFiles: new Map(lists.map(({ path, text }) => [path, text])) });
}

function compilePack(
  pack: BoundPack,
  diagnostics: readonly Diagnostic[],
  texts: Pick<LoadedPack, "files" | "lists">,
): LoadedPack {
  const plan = lower(pack);
  return {
    pack,
    plan,
    evaluator: loadEvaluator(plan),
    fingerprint: planFingerprint(plan),
    presets: pack.presets,
    diagnostics,
    ...texts,
  };
}

function builtinFiles(texts: readonly PackText[]): readonly LoadedFile[] {
  return texts.map((text) => ({ ...text, builtin: true }));
}

function userFiles(texts: readonly PackText[]): readonly LoadedFile[] {
  return texts.map(({ path, text }) => ({ path: USER_ROOT + path, text, builtin: false }));
}

function firstError(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return "the pack has an error";
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more: run \`tocsin check\`)`;
  return `the pack has an error in ${first.span.file}: ${first.code} ${first.message}${more}`;
}
