import pc from "picocolors";
import type { Span } from "../ast/node.ts";
import { lineAt, lineIndex, lineText, positionAt, type LineIndex } from "../source/line-index.ts";
import { applyFix } from "./apply-fix.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";
import { displayWidth } from "./display-width.ts";

export interface CodeFrameOptions {
  /** ANSI colours; off unless asked for. */
  readonly color?: boolean;
}

interface Mark {
  readonly file: string;
  /** 0-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly sign: "^" | "-";
  readonly message: string;
}

type Paint = (text: string) => string;
interface Palette {
  readonly title: Paint;
  readonly dim: Paint;
  readonly primary: Paint;
  readonly secondary: Paint;
}

/**
 * A diagnostic as a terminal shows it: message, place, the lines with marks, fixes.
 * `files` gives the text of each file by path; without a text only message and path are shown. No final line break.
 */
export function codeFrame(
  problem: Diagnostic,
  files: ReadonlyMap<string, string>,
  { color = false }: CodeFrameOptions = {},
): string {
  const palette = paletteOf(problem, color);
  const title = palette.title(`${problem.severity}[${problem.code}]`) + `: ${problem.message}`;
  const text = files.get(problem.span.file);
  if (text === undefined) return `${title}\n  ${palette.dim("-->")} ${problem.span.file}`;

  const shown = [...files].filter(([path]) => isShown(problem, path));
  // the place of the problem comes first, then what explains it
  const ordered = [
    ...shown.filter(([path]) => path === problem.span.file),
    ...shown.filter(([path]) => path !== problem.span.file),
  ];
  const indexes = new Map(ordered.map(([path, t]) => [path, lineIndex(t)]));
  const marks = marksOf(problem, indexes);
  const margin = Math.max(...marks.map((mark) => String(mark.line + 1).length)) + 1;
  const bar = palette.dim(`${" ".repeat(margin)} |`);
  const out = [title];
  for (const [path, index] of indexes) {
    const own = marks.filter((mark) => mark.file === path);
    const first = own.find((mark) => mark.sign === "^") ?? own[0];
    if (first === undefined) continue;
    const { line, column } = positionAt(index, first.start);
    out.push(
      `${" ".repeat(margin)}${palette.dim(path === problem.span.file ? "-->" : ":::")} ${path}:${line}:${column}`,
      bar,
    );
    out.push(...linesOf(own, index, margin, palette), bar);
  }
  if (problem.fixes.length === 0) out.pop();
  return [...out, ...fixesOf(problem.fixes, files, margin, palette)].join("\n");
}

function paletteOf(problem: Diagnostic, color: boolean): Palette {
  const c = pc.createColors(color);
  const primary = problem.severity === "error" ? c.red : c.yellow;
  return { title: (text) => c.bold(primary(text)), dim: c.blue, primary, secondary: c.cyan };
}

const isShown = (problem: Diagnostic, path: string): boolean =>
  problem.span.file === path || problem.secondary.some(({ span }) => span.file === path);

/** A span over several lines is marked to the end of its first line. */
function marksOf(problem: Diagnostic, indexes: ReadonlyMap<string, LineIndex>): readonly Mark[] {
  const mark = (span: Span, sign: Mark["sign"], message: string): readonly Mark[] => {
    const index = indexes.get(span.file);
    if (index === undefined) return [];
    const start = Math.min(span.start, index.text.length);
    const line = lineAt(index, start);
    const lineEnd = (index.starts[line] ?? 0) + lineText(index, line).length;
    return [{ file: span.file, line, start, end: Math.max(start, Math.min(span.end, lineEnd)), sign, message }];
  };
  return [
    mark(problem.span, "^", ""),
    ...problem.secondary.map(({ span, message }) => mark(span, "-", message)),
  ].flat();
}

function linesOf(marks: readonly Mark[], index: LineIndex, margin: number, palette: Palette): readonly string[] {
  const lines = [...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b);
  const out: string[] = [];
  let previous: number | null = null;
  for (const line of lines) {
    if (previous !== null && line > previous + 1) out.push(palette.dim(`${" ".repeat(margin)}...`));
    previous = line;
    const text = lineText(index, line).replaceAll("\t", " ");
    out.push(`${palette.dim(`${String(line + 1).padStart(margin)} |`)} ${text}`.trimEnd());
    for (const row of rowsOf(marks.filter((mark) => mark.line === line))) {
      out.push(`${palette.dim(`${" ".repeat(margin)} |`)} ${underline(row, index, palette)}`);
    }
  }
  return out;
}

/** Marks of one line share a row when only the last of them carries a message and none overlap. */
function rowsOf(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const rows: Mark[][] = [];
  for (const mark of marks) {
    const row = rows.find((r) => r.every((m) => m.message === "" && Math.max(m.end, m.start + 1) < mark.start));
    if (row === undefined) rows.push([mark]);
    else row.push(mark);
  }
  return rows;
}

function underline(row: readonly Mark[], index: LineIndex, palette: Palette): string {
  let out = "";
  let at = index.starts[row[0]?.line ?? 0] ?? 0;
  for (const { start, end, sign, message } of row) {
    const signs = sign.repeat(Math.max(1, displayWidth(index.text.slice(start, end))));
    const paint = sign === "^" ? palette.primary : palette.secondary;
    out +=
      " ".repeat(displayWidth(index.text.slice(at, start))) + paint(message === "" ? signs : `${signs} ${message}`);
    at = Math.max(end, start + 1);
  }
  return out;
}

/** Each fix shows the line as it would become. */
function fixesOf(
  fixes: readonly Fix[],
  files: ReadonlyMap<string, string>,
  margin: number,
  palette: Palette,
): readonly string[] {
  const heads = fixes.map((fix, i) => `fix ${i + 1} (${fix.title}):`);
  const width = Math.max(0, ...heads.map((head) => head.length));
  return fixes.map((fix, i) => {
    const results = resultOf(fix, files);
    const head = `${" ".repeat(margin)} ${palette.dim("=")} ${(heads[i] ?? "").padEnd(width)}`;
    return results.length === 1
      ? `${head} ${results[0]}`
      : [head, ...results.map((r) => `${" ".repeat(margin + 5)}${r}`)].join("\n");
  });
}

/** The lines that the edits touch, as they become, without common indentation. */
function resultOf(fix: Fix, files: ReadonlyMap<string, string>): readonly string[] {
  const starts = fix.edits.map(({ span }) => span.start);
  const text = files.get(fix.edits[0]?.span.file ?? "") ?? "";
  const applied = lineIndex(applyFix(text, fix));
  const before = lineIndex(text);
  const growth = applied.text.length - text.length;
  const last = lineAt(applied, Math.max(...fix.edits.map(({ span }) => span.end)) + growth);
  const first = lineAt(before, Math.min(...starts));
  const lines: string[] = [];
  for (let line = first; line <= last; line++) lines.push(lineText(applied, line));
  const kept = lines.filter((line) => line.trim() !== "");
  const indent = Math.min(...kept.map((line) => line.length - line.trimStart().length));
  return kept.length === 0 ? ["(removed)"] : kept.map((line) => line.slice(indent).trimEnd());
}
