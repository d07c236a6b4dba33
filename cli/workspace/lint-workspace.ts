import { checkPack } from "../../dsl/checks/check-pack.ts";
import { lintPack } from "../../dsl/checks/lint-pack.ts";
import { compareDiagnostics, type Diagnostic } from "../../dsl/diagnostics/index.ts";
import type { Workspace } from "./open-workspace.ts";
import { renameFiles } from "./rename-files.ts";

export interface LintedWorkspace {
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Checks and lints the pack; diagnostics and texts are under the paths that people see. `at` is the present moment. */
export function lintWorkspace(workspace: Workspace, at: number): LintedWorkspace {
  const { files, shown } = workspace;
  const diagnostics = diagnosticsOf(workspace, at).map((problem) => renameFiles(problem, shown));
  return { diagnostics, texts: new Map(files.map(({ path, text }) => [shown(path), text])) };
}

/** The same under the paths inside the pack. */
export function diagnosticsOf({ files, lists }: Pick<Workspace, "files" | "lists">, at: number): readonly Diagnostic[] {
  const checked = checkPack({ files, listFiles: new Map(lists.map(({ path, text }) => [path, text])) });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return [...checked.diagnostics, ...lintPack({ checked, texts, at })].toSorted(compareDiagnostics);
}
