import type { BoundPack } from "../../dsl/binder/bound.ts";
import type { Output } from "../output/output.ts";
import { printDiagnostics } from "../output/print-diagnostics.ts";
import { checkWorkspace, type Workspace } from "./open-workspace.ts";

/** The pack to run; null when it has errors, which are then printed. */
export function checkedPack(workspace: Workspace, output: Output): BoundPack | null {
  const { pack, diagnostics, texts } = checkWorkspace(workspace);
  if (pack !== null) return pack;
  printDiagnostics(
    diagnostics.filter(({ severity }) => severity === "error"),
    texts,
    output,
  );
  output.note("the rules have errors: nothing was run");
  return null;
}
