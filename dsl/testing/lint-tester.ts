import { expect } from "vitest";
import { checkPack } from "../checks/check-pack.ts";
import { lintPack } from "../checks/lint-pack.ts";
import { codeFrame } from "../diagnostics/code-frame.ts";
import type { Diagnostic, DiagnosticCode } from "../diagnostics/index.ts";

export interface LintTester {
  /** The codes under test that the pack has, in order. */
  readonly codes: (text: string) => readonly DiagnosticCode[];
  /** Their code frames, for an inline snapshot. */
  readonly expectFrames: (text: string) => ReturnType<typeof expect<string>>;
  readonly diagnostics: (text: string) => readonly Diagnostic[];
}

/**
 * Lints a pack without errors, and looks only at `codes`. Every rule of the text becomes a file of its own, named after its
 * id; what stands before the first one is shared.
 */
export function lintTester(codes: readonly DiagnosticCode[], at: number | null = null): LintTester {
  const diagnostics = (text: string) => {
    const files = filesOf(text);
    const checked = checkPack({ files, listFiles: new Map() });
    expect(checked.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    return lintPack({ checked, texts: textsOf(files), at }).filter(({ code }) => codes.includes(code));
  };
  return {
    diagnostics,
    codes: (text) => diagnostics(text).map(({ code }) => code),
    expectFrames: (text) => {
      const texts = textsOf(filesOf(text));
      // oxlint-disable-next-line vitest/valid-expect -- the caller adds the inline snapshot
      return expect(
        diagnostics(text)
          .map((found) => codeFrame(found, texts))
          .join("\n\n"),
      );
    },
  };
}

function filesOf(text: string) {
  return text
    .split(/(?=^rule )/m)
    .filter((part) => part.trim() !== "")
    .map((part) => ({ path: `${/^rule (\w+)/.exec(part)?.[1] ?? "shared"}.tocsin`, text: part }));
}

function textsOf(files: ReturnType<typeof filesOf>): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}
