import type { RuleDiagnostic } from "../../api/index.ts";
import type { RecheckedPack } from "../../runtime/index.ts";
import { codeFrame, type Diagnostic } from "../../dsl/diagnostics/index.ts";

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Diagnostics as they travel, each with its code frame. */
export function ruleDiagnostics(problems: readonly Diagnostic[], files: readonly TextFile[]): RuleDiagnostic[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return problems.map((problem) => {
    const { code, severity, message, span } = problem;
    return { code, severity, message, span: { ...span }, frame: codeFrame(problem, texts) };
  });
}

/** Why a text cannot run. Warnings stay with the editor: they are no reason not to. */
export function errorDiagnostics({
  diagnostics,
  files,
}: Pick<RecheckedPack, "diagnostics" | "files">): RuleDiagnostic[] {
  return ruleDiagnostics(
    diagnostics.filter(({ severity }) => severity === "error"),
    files,
  );
}
