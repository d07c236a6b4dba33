import { expect } from "vitest";
import type { BoundPack } from "../binder/bound.ts";
import { checkPack, type CheckResult } from "../checks/check-pack.ts";
import { codeFrame } from "../diagnostics/code-frame.ts";
import type { Diagnostic, DiagnosticCode } from "../diagnostics/index.ts";

export interface CheckTester {
  /** The pack of a text that has no diagnostic of the codes under test. */
  readonly expectClean: (text: string) => BoundPack | null;
  /** The code frames of the codes under test, for an inline snapshot. */
  readonly expectFrames: (text: string) => ReturnType<typeof expect<string>>;
  /** The codes under test that the text has, in order. */
  readonly codes: (text: string) => readonly DiagnosticCode[];
  readonly diagnostics: (text: string) => readonly Diagnostic[];
  readonly check: (text: string) => CheckResult;
}

export interface CheckTesterOptions {
  readonly path?: string;
  readonly listFiles?: ReadonlyMap<string, string>;
}

/** Looks only at `codes`, so that a rule text can be as small as the fact it shows; all codes when none is named. */
export function checkTester(
  codes: readonly DiagnosticCode[],
  { path = "X01_test.tocsin", listFiles = new Map() }: CheckTesterOptions = {},
): CheckTester {
  const check = (text: string) => checkPack({ files: [{ path, text }], listFiles });
  // a syntax error is never under test here: it would hide that nothing was checked
  const relevant = ({ code }: Diagnostic) => codes.length === 0 || codes.includes(code) || code.startsWith("TC00");
  const diagnostics = (text: string) => check(text).diagnostics.filter(relevant);
  return {
    check,
    diagnostics,
    codes: (text) => diagnostics(text).map(({ code }) => code),
    expectFrames: (text) => {
      const files = new Map([[path, text]]);
      // oxlint-disable-next-line vitest/valid-expect -- the caller adds the inline snapshot
      return expect(
        diagnostics(text)
          .map((found) => codeFrame(found, files))
          .join("\n\n"),
      );
    },
    expectClean: (text) => {
      expect(diagnostics(text)).toEqual([]);
      return check(text).pack;
    },
  };
}
