import fc from "fast-check";
import { expect, it } from "vitest";
import { sourceProgram } from "../../test/arbitraries/source-program.ts";
import { parseFile } from "../parser/parse-file.ts";
import { meaningOf } from "./meaning-of.ts";
import { format } from "./format-file.ts";

const parse = (text: string) => parseFile({ path: "a.tocsin", text });

it("does not change what is already formatted", () => {
  fc.assert(
    fc.property(sourceProgram, ({ text }) => {
      const once = format({ path: "a.tocsin", text }).text;
      expect(format({ path: "a.tocsin", text: once }).text).toBe(once);
    }),
    { numRuns: 400 },
  );
});

it("keeps the meaning and every comment", () => {
  fc.assert(
    fc.property(sourceProgram, ({ text, comments }) => {
      const after = parse(format({ path: "a.tocsin", text }).text);
      expect(after.diagnostics).toEqual([]);
      expect(after.file.declarations.map(meaningOf)).toEqual(parse(text).file.declarations.map(meaningOf));
      expect(after.file.comments.map((comment) => comment.text).sort()).toEqual([...comments].sort());
    }),
    { numRuns: 400 },
  );
});

it("gives one text for both kinds of line breaks", () => {
  fc.assert(
    fc.property(sourceProgram, ({ text }) => {
      const unix = text.replaceAll("\r\n", "\n");
      expect(format({ path: "a.tocsin", text: unix.replaceAll("\n", "\r\n") }).text).toBe(
        format({ path: "a.tocsin", text: unix }).text,
      );
    }),
    { numRuns: 100 },
  );
});
