import fc from "fast-check";
import { expect, it } from "vitest";
import { NODE_KINDS, nodesIn, type PlacedNode } from "../../test/arbitraries/node-kinds.ts";
import { sourceProgram } from "../../test/arbitraries/source-program.ts";
import { parseFile } from "../parser/parse-file.ts";
import { meaningOf } from "./meaning-of.ts";
import { format } from "./format-file.ts";
import type { SourceFile } from "../ast/declaration.ts";

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

it("is shown on every kind of node", () => {
  const programs = fc.sample(sourceProgram, { numRuns: 400, seed: 1 });
  const kinds = new Set(programs.flatMap(({ text }) => nodesIn(parse(text).file.declarations).map(({ kind }) => kind)));
  expect(NODE_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
});

/** What has a line, or lines, of its own: comments belong to these. */
const LINES: ReadonlySet<string> = new Set([
  ...["metadata", "except", "sequence_step", "sequence_until", "map_entry", "preset_threshold", "preset_entry"],
  ...["expect_rule", "expect_condition", "table_row"],
]);

/**
 * Where each comment stands among declarations and lines: how many began before it, and how many ended. It is above what it
 * was above and behind what it was behind if both are the same in the formatted text. A block of one condition may lose its
 * braces and share the line of its word: it counts where `single` is true.
 */
function placesOf(
  { declarations, comments }: SourceFile,
  single: boolean,
): ReadonlyMap<string, readonly [number, number]> {
  const nodes: readonly PlacedNode[] = [
    ...declarations,
    ...nodesIn(declarations).filter(({ kind }) => LINES.has(kind)),
    ...linesOfBlocks(declarations, single),
  ];
  return new Map(
    comments.map(({ text, span }) => [
      text,
      [
        nodes.filter((node) => node.span.start < span.start).length,
        nodes.filter((node) => node.span.end <= span.start).length,
      ],
    ]),
  );
}

/** Of a block, the conditions: a line each. */
function linesOfBlocks(tree: unknown, single: boolean): readonly PlacedNode[] {
  return nodesIn(tree).flatMap((node) => {
    const lines = "conditions" in node ? nodesDirectlyIn(node.conditions) : [];
    return lines.length > 1 || single ? lines : [];
  });
}

function nodesDirectlyIn(items: unknown): readonly PlacedNode[] {
  return Array.isArray(items) ? items.flatMap((item) => nodesIn(item).slice(0, 1)) : [];
}

const isInside = (text: string) => text.startsWith("# inside");

it("leaves comments above what they stood above, and behind what they stood behind", () => {
  fc.assert(
    fc.property(sourceProgram, ({ text }) => {
      const before = parse(text).file;
      const after = parse(format({ path: "a.tocsin", text }).text).file;
      expect(moved(before, after)).toEqual([]);
      expect(ownLines(after)).toEqual(ownLines(before));
    }),
    { numRuns: 400 },
  );
});

/** One inside a line stays there or goes above it, with no line in between; the others stay exactly where they are. */
function moved(before: SourceFile, after: SourceFile): readonly string[] {
  const [exact, rough] = [placesOf(after, true), placesOf(after, false)];
  const outside = [...placesOf(before, true)].filter(
    ([comment, [begun, ended]]) => !isInside(comment) && !isAt(exact.get(comment), begun, ended),
  );
  const inside = [...placesOf(before, false)].filter(([comment, [begun, ended]]) => {
    const place = rough.get(comment);
    return isInside(comment) && !isAt(place, begun, ended) && !isAt(place, begun - 1, ended);
  });
  return [...outside, ...inside].map(([comment]) => comment);
}

function isAt(place: readonly [number, number] | undefined, begun: number, ended: number): boolean {
  return place !== undefined && place[0] === begun && place[1] === ended;
}

function ownLines({ comments }: SourceFile): readonly string[] {
  return comments.filter(({ ownLine, text }) => ownLine && !isInside(text)).map(({ text }) => text);
}
