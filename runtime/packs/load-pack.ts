import type { Evaluator, Plan } from "../../compiler/index.ts";
import { lower } from "../../compiler/plan/lower.ts";
import type { DataMakers } from "../../compiler/typescript/data-values.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import { createRememberedMakers } from "../../compiler/typescript/remembered-makers.ts";
import type { BoundPack, BoundPreset } from "../../dsl/binder/bound.ts";
import { checkPack, type ParsedFile } from "../../dsl/checks/check-pack.ts";
import { createDeclarationMemory, type DeclarationMemory } from "../../dsl/checks/declaration-memory.ts";
import { USER_ROOT } from "../../dsl/checks/layers.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { parseFile } from "../../dsl/parser/parse-file.ts";
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
export function loadPack(options: LoadPackOptions): Promise<LoadedPack> {
  return createPackLoader(options)();
}

/**
 * Loads a pack again and again: only files that are others than before are parsed, and only what depends on them is checked. A server that goes on
 * answering cannot stand still for as long as the whole pack takes. The pack is the same as one that is loaded for the first time.
 *
 * @throws as `loadPack`; the next call goes on from what could be read.
 */
export function createPackLoader({ builtIn, user }: LoadPackOptions): () => Promise<LoadedPack> {
  let declarations: DeclarationMemory = createDeclarationMemory();
  const makers = createRememberedMakers();
  let listsBefore: readonly LoadedFile[] = [];
  let known: ReadonlyMap<string, ParsedFile> = new Map();
  let last: LoadedPack | null = null;
  return async () => {
    const own = await readPackFolder(builtIn, ["rules", "presets"]);
    const theirs = user === undefined ? { files: [], lists: [] } : await readPackFolder(user);
    const files = [...builtinFiles(own.files), ...userFiles(theirs.files)];
    const lists = [...builtinFiles(own.lists), ...userFiles(theirs.lists)];
    if (last !== null && areSame(last.files, files) && areSame(last.lists, lists)) return last;
    const parsed = files.map((file): ParsedFile => {
      const before = known.get(file.path);
      return before?.text === file.text ? before : { ...file, ...parseFile(file) };
    });
    known = new Map(parsed.map((file) => [file.path, file]));
    // What a list takes from its file is remembered with its declaration.
    if (!areSame(listsBefore, lists)) declarations = createDeclarationMemory();
    listsBefore = lists;
    const checked = checkPack({ files: parsed, listFiles: textsOf(lists) }, declarations);
    if (checked.pack === null) throw new BrokenPack(firstError(checked.diagnostics), checked.diagnostics, files);
    last = compilePack(checked.pack, checked.diagnostics, { files, lists, makers: makers.next() });
    return last;
  };
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
  return checkPack({ files, listFiles: textsOf(lists) });
}

function textsOf(files: readonly LoadedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** Both by path. */
function areSame(some: readonly LoadedFile[], others: readonly LoadedFile[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ path, text }, index) => path === others[index]?.path && text === others[index].text)
  );
}

function compilePack(
  pack: BoundPack,
  diagnostics: readonly Diagnostic[],
  { makers, ...texts }: Pick<LoadedPack, "files" | "lists"> & { readonly makers?: DataMakers },
): LoadedPack {
  const plan = lower(pack);
  return {
    pack,
    plan,
    evaluator: loadEvaluator(plan, makers === undefined ? {} : { makers }),
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
