import fc from "fast-check";
import { expect, it } from "vitest";
import { sourceProgram } from "../../test/arbitraries/source-program.ts";
import { tokenSoup } from "../../test/arbitraries/token-soup.ts";
import { applyFix } from "../diagnostics/apply-fix.ts";
import { codeFrame } from "../diagnostics/code-frame.ts";
import { format } from "../format/format-file.ts";
import { parseFile } from "./parse-file.ts";

it("reads any text without throwing, with every span inside it and every frame printable", () => {
  fc.assert(
    fc.property(fc.oneof(tokenSoup, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
      const { diagnostics } = parseFile({ path: "a.tocsin", text });
      for (const problem of diagnostics) {
        const spans = [
          problem.span,
          ...problem.secondary.map(({ span }) => span),
          ...problem.fixes.flatMap((f) => f.edits.map((e) => e.span)),
        ];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const fix of problem.fixes) expect(applyFix(text, fix)).not.toBe(text);
        expect(codeFrame(problem, new Map([["a.tocsin", text]]))).toContain(problem.message);
      }
    }),
    { numRuns: 1000 },
  );
});

it("reads generated programs without a complaint and finds all their comments", () => {
  fc.assert(
    fc.property(sourceProgram, ({ text, comments }) => {
      const { file, diagnostics } = parseFile({ path: "a.tocsin", text });
      expect(diagnostics.map(({ message }) => message)).toEqual([]);
      expect(file.comments.map((comment) => comment.text)).toEqual(comments);
    }),
    { numRuns: 400 },
  );
});

it("keeps the declarations around a damaged one", () => {
  fc.assert(
    fc.property(tokenSoup, (soup) => {
      const text = `const AAA = 1\nrule X09 "broken" {\n${soup.replaceAll("\ufeff", "")}\nconst ZZZ = 2\n`;
      const names = parseFile({ path: "a.tocsin", text }).file.declarations.map((d) =>
        "name" in d ? d.name.text : d.kind,
      );
      expect(names[0]).toBe("AAA");
      expect(names.at(-1)).toBe("ZZZ");
    }),
    { numRuns: 400 },
  );
});

it("returns a text with mistakes from the formatter as it is, and any other in its last form", () => {
  fc.assert(
    fc.property(tokenSoup, (text) => {
      const result = format({ path: "a.tocsin", text });
      const broken = result.diagnostics.some(({ severity }) => severity === "error");
      expect({ broken, changed: result.text !== text }).not.toEqual({ broken: true, changed: true });
      expect(format({ path: "a.tocsin", text: result.text })).toEqual(result);
    }),
    { numRuns: 1000 },
  );
});
