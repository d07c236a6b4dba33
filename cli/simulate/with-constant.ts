import type { PackFile } from "../../dsl/checks/check-pack.ts";
import { parseFile } from "../../dsl/parser/parse-file.ts";
import { CliError } from "../cli-error.ts";
import type { Workspace } from "../workspace/open-workspace.ts";

/**
 * The workspace with another value of a constant, written where the value stands that counts: behind `override const`, else behind `const`.
 *
 * @throws CliError when there is no such constant.
 */
export function withConstant(workspace: Workspace, name: string, value: string): Workspace {
  const places = workspace.files.flatMap((file) => valuePlaces(file, name));
  const place = places.find(({ isOverride }) => isOverride) ?? places[0];
  if (place === undefined) throw new CliError(`the pack has no constant ${name}`);
  const { file, start, end } = place;
  const text = file.text.slice(0, start) + value + file.text.slice(end);
  return { ...workspace, files: workspace.files.map((each) => (each === file ? { ...file, text } : each)) };
}

function valuePlaces(file: PackFile, name: string) {
  if (!file.text.includes(name)) return [];
  return parseFile(file).file.declarations.flatMap((declaration) => {
    if ((declaration.kind !== "const" && declaration.kind !== "override") || declaration.name.text !== name) return [];
    const { start, end } = declaration.value.span;
    return [{ file, start, end, isOverride: declaration.kind === "override" }];
  });
}
