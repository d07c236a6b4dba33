import type { Span } from "../../dsl/ast/node.ts";
import type { Diagnostic, Fix, TextEdit } from "../../dsl/diagnostics/index.ts";
import { placeOf } from "./place.ts";
import type { ProblemReport } from "./problem-report.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF 2.1.0, for code scanning: the second line of a conflict is a related location, repairs are fixes. */
export function sarifText({ problems, texts }: ProblemReport): string {
  const codes = [...new Set(problems.map(({ code }) => code))].toSorted();
  const rules = codes.map((id) => ({ id, defaultConfiguration: { level: levelOf(id, problems) } }));
  const results = problems.map((problem) => resultOf(problem, codes.indexOf(problem.code), texts));
  const run = { tool: { driver: { name: "tocsin", rules } }, columnKind: "unicodeCodePoints", results };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function levelOf(id: Diagnostic["code"], problems: readonly Diagnostic[]): Diagnostic["severity"] {
  return problems.find(({ code }) => code === id)?.severity ?? "warning";
}

function resultOf(problem: Diagnostic, ruleIndex: number, texts: ProblemReport["texts"]): object {
  const { code, severity, message, span, secondary, fixes } = problem;
  const related = secondary.map((each, id) => ({
    id,
    message: { text: each.message },
    ...locationOf(each.span, texts),
  }));
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: message },
    locations: [locationOf(span, texts)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(fix, texts)) }),
  };
}

function locationOf(span: Span, texts: ProblemReport["texts"]): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(span.file) }, region: regionOf(span, texts) } };
}

function regionOf(span: Span, texts: ProblemReport["texts"]): object {
  const { start, end } = placeOf(span, texts);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The edits of a fix lie in one file. */
function fixOf({ title, edits }: Fix, texts: ProblemReport["texts"]): object {
  const uri = uriOf(edits[0]?.span.file ?? "");
  const replacements = edits.map((edit) => replacementOf(edit, texts));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: { uri }, replacements }] };
}

function replacementOf({ span, text }: TextEdit, texts: ProblemReport["texts"]): object {
  return { deletedRegion: regionOf(span, texts), insertedContent: { text } };
}

/** Paths are relative to where the command ran, with `/`. */
function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
