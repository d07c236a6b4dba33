import { realpath, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { checkPack, type CheckResult, type PackFile } from "../../dsl/checks/check-pack.ts";
import { USER_ROOT } from "../../dsl/checks/layers.ts";
import type { Diagnostic } from "../../dsl/diagnostics/index.ts";
// By its file: the index of the runtime brings the database along.
import { readPackFolder, type PackText } from "../../runtime/packs/read-pack-folder.ts";
import { CliError } from "../cli-error.ts";
import type { Host } from "../host.ts";
import { findRuleFiles, listRuleFiles } from "./list-rule-files.ts";
import { findProject } from "./project-file.ts";
import { renameFiles } from "./rename-files.ts";
import { shownPath } from "./shown-path.ts";

/** The built-in pack with the user's own laid over it, and which of its files a command was asked about. */
export interface Workspace {
  readonly files: readonly PackFile[];
  readonly lists: readonly PackText[];
  /** Paths inside the pack. */
  readonly subjects: ReadonlySet<string>;
  /** A path inside the pack as the person at the terminal would write it. */
  readonly shown: (path: string) => string;
  /** The app that `tocsin.json` names. */
  readonly app: string | undefined;
}

const BUILT_IN = ["rules", "presets"];

export interface WorkspaceOptions {
  /** Without paths and without rules in the present folder: the built-in pack alone, instead of a failure. */
  readonly builtInWhenEmpty?: boolean;
}

/**
 * Finds the pack that these paths belong to. Without paths the pack of `tocsin.json`, or of the present folder.
 *
 * @throws CliError when nothing is found there, PackError when the pack cannot be read.
 */
export async function openWorkspace(
  paths: readonly string[],
  host: Host,
  { builtInWhenEmpty = false }: WorkspaceOptions = {},
): Promise<Workspace> {
  const cwd = await realpath(host.cwd);
  const root = await realpath(host.root);
  const project = await findProject(cwd);
  const given = paths.length > 0 ? paths : defaultPaths(project, cwd, root);
  const found =
    paths.length === 0 && builtInWhenEmpty ? await findRuleFiles(given, cwd) : await listRuleFiles(given, cwd);
  const absolutes = found.length > 0 ? found : await listRuleFiles(builtInFolders(root), cwd);
  const builtIn = await readPackFolder(root, BUILT_IN);
  const builtInFiles = builtIn.files.map((file) => ({ ...file, builtin: true }));
  const shared = { app: project?.app };
  if (absolutes.every((file) => BUILT_IN.some((folder) => isBelow(file, join(root, folder))))) {
    const subjects = new Set(absolutes.map((file) => slashed(relative(root, file))));
    return {
      files: builtInFiles,
      lists: builtIn.lists,
      ...shared,
      subjects,
      shown: (path) => shownPath(join(root, path), cwd),
    };
  }
  const folder = project?.folder ?? (await packFolder(given, cwd, root));
  const outside = absolutes.find((file) => !isBelow(file, folder));
  if (outside !== undefined) throw new CliError(`${shownPath(outside, cwd)} is not in the pack at ${folder}`);
  const own = await readPackFolder(
    folder,
    project?.roots.map((each) => slashed(relative(folder, resolve(folder, each)))),
  );
  const laid = (texts: readonly PackText[]) => texts.map(({ path, text }) => ({ path: USER_ROOT + path, text }));
  return {
    ...shared,
    files: [...builtInFiles, ...laid(own.files).map((file) => ({ ...file, builtin: false }))],
    lists: [...builtIn.lists, ...laid(own.lists)],
    subjects: new Set(absolutes.map((file) => USER_ROOT + slashed(relative(folder, file)))),
    shown: (path) =>
      shownPath(path.startsWith(USER_ROOT) ? join(folder, path.slice(USER_ROOT.length)) : join(root, path), cwd),
  };
}

/** Checks the pack; diagnostics and texts are under the paths that people see. */
export function checkWorkspace({
  files,
  lists,
  shown,
}: Workspace): CheckResult & { readonly texts: ReadonlyMap<string, string> } {
  const result = checkPack({ files, listFiles: new Map(lists.map(({ path, text }) => [path, text])) });
  const diagnostics: readonly Diagnostic[] = result.diagnostics.map((problem) => renameFiles(problem, shown));
  return { ...result, diagnostics, texts: new Map(files.map(({ path, text }) => [shown(path), text])) };
}

/** Those in the files that a command was asked about. */
export function aboutSubjects(problems: readonly Diagnostic[], { subjects, shown }: Workspace): readonly Diagnostic[] {
  const asked = new Set([...subjects].map(shown));
  return problems.filter(({ span }) => asked.has(span.file));
}

function defaultPaths(
  project: { readonly folder: string; readonly roots: readonly string[] } | null,
  cwd: string,
  root: string,
): readonly string[] {
  if (project !== null) return project.roots.map((each) => resolve(project.folder, each));
  return cwd === root ? builtInFolders(root) : ["."];
}

function builtInFolders(root: string): readonly string[] {
  return BUILT_IN.map((folder) => join(root, folder));
}

/**
 * One folder that is named is the pack; files belong to the pack of the present folder. Where the built-in pack lies in
 * it (a checkout of Tocsin), they belong to their own folder below it.
 */
async function packFolder(paths: readonly string[], cwd: string, root: string): Promise<string> {
  const [first] = paths;
  if (first === undefined) return cwd;
  const absolute = await realpath(resolve(cwd, first));
  if (paths.length === 1 && (await stat(absolute)).isDirectory()) return absolute;
  if (cwd === root || isBelow(root, cwd)) return folderBeside(root, absolute, cwd);
  return paths.length > 1 || isBelow(absolute, cwd) ? cwd : dirname(absolute);
}

/** The pack of a file that does not belong to the built-in pack at `root`. */
function folderBeside(root: string, file: string, cwd: string): string {
  if (!isBelow(file, root)) return dirname(file);
  const [top = "", ...below] = relative(root, file).split(sep);
  if (below.length > 0) return join(root, top);
  throw new CliError(`${shownPath(file, cwd)} lies beside the built-in pack: give your rules a folder of their own`);
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
