import { applyFix, type Diagnostic, type TextEdit } from "../../dsl/diagnostics/index.ts";
import { diagnosticsOf } from "./lint-workspace.ts";
import type { Workspace } from "./open-workspace.ts";

/** One repair may make room for the next; a pair of them that undo each other must not go on for ever. */
const MOST_ROUNDS = 20;

export interface FixedWorkspace {
  readonly files: Workspace["files"];
  readonly fixes: number;
  /** What is left, under the paths inside the pack. */
  readonly remaining: readonly Diagnostic[];
}

/** Applies safe fixes to the files a command was asked about, one a problem, until there is none left. */
export function fixWorkspace(given: Workspace, at: number): FixedWorkspace {
  let { files } = given;
  let fixes = 0;
  let remaining = diagnosticsOf(given, at);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(remaining.filter(({ span }) => given.subjects.has(span.file)));
    if (edits.length === 0) break;
    fixes += edits.length;
    files = files.map((file) => edited(file, edits.flat()));
    remaining = diagnosticsOf({ files, lists: given.lists }, at);
  }
  return { files, fixes, remaining };
}

/** The edits of each fix; of fixes that touch the same text the first one, the others come up again in the next round. */
function safeEdits(problems: readonly Diagnostic[]): readonly (readonly TextEdit[])[] {
  const taken: TextEdit[] = [];
  return problems.flatMap(({ fixes }) => {
    const edits = fixes.find(({ safe }) => safe === true)?.edits ?? [];
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => touches(edit, other)))) return [];
    taken.push(...edits);
    return [edits];
  });
}

function touches({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  return a.file === b.file && a.start <= b.end && b.start <= a.end;
}

function edited<F extends { readonly path: string; readonly text: string }>(file: F, edits: readonly TextEdit[]): F {
  const own = edits.filter(({ span }) => span.file === file.path);
  return own.length === 0 ? file : { ...file, text: applyFix(file.text, { title: "", edits: own }) };
}
