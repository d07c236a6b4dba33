import { placeOf } from "./place.ts";
import type { ProblemReport } from "./problem-report.ts";

/** Workflow commands: GitHub shows each problem beside its line of a pull request. */
export function githubText({ problems, texts }: ProblemReport): string {
  const lines = problems.map(({ code, severity, message, span }) => {
    const { start, end } = placeOf(span, texts);
    // columns count only within one line
    const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
    const properties = { file: span.file, line: start.line, endLine: end.line, ...columns, title: code };
    const shown = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
    return `::${severity} ${shown.join(",")}::${escaped(message)}\n`;
  });
  return lines.join("");
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
