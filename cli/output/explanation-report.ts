import type { Explanation, Leaf, LeafSets, RowsTrace, TraceNode } from "../../compiler/index.ts";
import type { Output } from "./output.ts";
import { annotatedLines, type AnnotatedLine } from "./annotated-lines.ts";
import { plural } from "./print-diagnostics.ts";
import { blameWords, rowWords, valueWords } from "./value-words.ts";

export interface ExplanationReport {
  readonly explanation: Explanation;
  /** Who was judged. */
  readonly user: string;
  /** The file of the rule: its text, and its path as people see it. */
  readonly file: { readonly text: string; readonly shown: string };
  /** The question was about a past moment. */
  readonly past: boolean;
}

const OUTCOMES = { match: "match", no_match: "no match", unknown: "unknown" } as const;

/** The lines of the rule with their marks, the rows and attributes behind them, and what would flip the answer. */
export function printExplanation(report: ExplanationReport, { print, colors }: Output): void {
  const { explanation, user, file, past } = report;
  const { rule, outcome, because, when, except, attributes, nearestMiss, why, currentFields, asOf } = explanation;
  const { bold, dim } = colors;
  const color = { match: colors.green, no_match: colors.red, unknown: colors.yellow }[outcome];
  print(`${bold(rule.id)} ${rule.title}: ${bold(color(OUTCOMES[outcome]))}`);
  print(dim(`${user}, as of ${asOf}`));
  if (because !== null && outcome === "match") print(because);
  print(dim(`\n  --> ${file.shown}`));
  for (const part of except === null ? [when] : [when, except])
    printLines(annotatedLines(part, file.text), { print, colors });
  printRows(except === null ? [when] : [when, except], { print, colors });
  if (attributes.length > 0) {
    print(`\n${bold("Attributes")}`);
    for (const { name, value, type, tree } of attributes) {
      const blame = tree?.blame.map(blameWords).join(", ") ?? "";
      print(`  ${name} = ${valueWords(value, type)}${blame === "" ? "" : dim(`  ${blame}`)}`);
    }
  }
  if (nearestMiss !== null) {
    const { failed, conditions } = nearestMiss;
    const lines = failed.filter(({ part }) => part === "when").length;
    const excepted = failed.some(({ part }) => part === "except") ? "; the exception holds" : "";
    print(`\n${bold("Nearest miss")}  ${conditions - lines} of ${plural(conditions, "condition")} hold${excepted}`);
    printSets(nearestMiss, "nothing that one could change would make it match", { print, colors });
  }
  if (why !== null) {
    print(`\n${bold("Why")}  each of these is enough`);
    printSets(why, "it matches whatever the user is", { print, colors });
  }
  if (past && currentFields.length > 0) print(dim(`\nknown only as they are now: ${currentFields.join(", ")}`));
}

type Screen = Pick<Output, "print" | "colors">;

const NOTE_COLUMN = 64;

function printLines(lines: readonly AnnotatedLine[], { print, colors: { dim, green, red, yellow } }: Screen): void {
  const margin = String(lines.at(-1)?.number ?? 0).length;
  const indent = Math.min(...lines.map(({ text }) => text.length - text.trimStart().length));
  for (const { number, text, truth, notes } of lines) {
    const mark = truth === undefined ? " " : truth === null ? yellow("?") : truth ? green("✓") : red("✗");
    const shown = text.slice(indent).trimEnd();
    const note =
      notes.length === 0 ? "" : `${" ".repeat(Math.max(2, NOTE_COLUMN - shown.length))}${dim(notes.join("; "))}`;
    print(`${mark} ${dim(`${String(number).padStart(margin)} │`)} ${shown}${note}`);
  }
}

const MOST_ROWS = 5;

/** The rows behind aggregates; those of conditions over rows stand beside their lines. */
function printRows(parts: readonly TraceNode[], { print, colors: { bold, dim } }: Screen): void {
  const aggregates = new Map(
    parts.flatMap((part) => [...aggregatesOf(part)]).map(({ text, rows }) => [text, rows] as const),
  );
  if (aggregates.size === 0) return;
  print(`\n${bold("Rows")}`);
  for (const [text, { kept, seen, unknown, shown, source }] of aggregates) {
    const open = unknown === 0 ? "" : `, ${unknown.toLocaleString("en")} unknown`;
    print(`  ${text}: ${kept.toLocaleString("en")} of ${seen.toLocaleString("en")} ${source}${open}`);
    for (const row of shown.slice(0, MOST_ROWS)) {
      const fields = row.fields.map(({ name, value, type }) => `${name} ${valueWords(value, type)}`).join(", ");
      print(dim(`    ${rowWords(row)}${fields === "" ? "" : `: ${fields}`}`));
    }
    if (kept > MOST_ROWS) print(dim(`    … and ${(kept - MOST_ROWS).toLocaleString("en")} more`));
  }
}

function* aggregatesOf(node: TraceNode): Generator<{ readonly text: string; readonly rows: RowsTrace }> {
  if (node.rows !== null && node.type !== "bool") yield { text: node.text, rows: node.rows };
  for (const child of node.children) yield* aggregatesOf(child);
}

function printSets({ leaves, sets, complete }: LeafSets, none: string, { print, colors: { dim } }: Screen): void {
  if (sets.length === 0) print(`  ${none}`);
  for (const [i, set] of sets.entries()) {
    const changes = set.flatMap((id) => leaves[id] ?? []).map(leafWords);
    changes.forEach((change, k) => print(`  ${k === 0 ? `${i + 1}.` : "  "} ${k === 0 ? "" : "and "}${change}`));
  }
  if (!complete) print(dim("  there may be other sets than these"));
}

function leafWords({ subject, row, actual, type, needed, blame }: Leaf): string {
  const place = row === null ? "" : ` of ${rowWords(row)}`;
  const is =
    type === "rows" ? `${plural(Number(actual), "row")}` : type === "share" ? String(actual) : valueWords(actual, type);
  const because = blame.filter(({ name }) => name !== subject).map(blameWords);
  return `${subject}${place}: ${is}, needed ${needed}${because.length === 0 ? "" : ` (${because.join(", ")})`}`;
}
