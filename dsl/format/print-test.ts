import { displayWidth } from "../diagnostics/display-width.ts";
import type {
  BoundaryTable,
  ExpectCondition,
  ExpectedOutcome,
  ExpectRule,
  FixtureDecl,
  GivenValue,
  ObjectValue,
  TestDecl,
} from "../ast/test-decl.ts";
import { quote } from "../source/string-literal.ts";
import { printCondition, printExpr, type PrintContext } from "./print-expression.ts";
import { endWithComma, INDENT, printLines, WIDTH, type LineItem } from "./print-lines.ts";

export function printTest(test: TestDecl, context: PrintContext): string {
  const head = `test ${quote(test.title)}${test.rule === null ? "" : ` for ${test.rule.text}`} {`;
  const items: LineItem[] = test.expectations.map((expectation) => ({
    start: expectation.span.start,
    end: expectation.span.end,
    print: () => printExpectation(expectation, context),
  }));
  const { asOf, given, like, table } = test;
  if (asOf !== null) {
    items.push({
      start: asOf.span.start,
      end: asOf.span.end,
      print: () => `as of ${printExpr(asOf, INDENT, context)}`,
    });
  }
  if (like !== null || given !== null) {
    const parts = [like, given].filter((part) => part !== null);
    const [first, last] = [parts[0], parts.at(-1)];
    const head = like === null ? "given" : `given like ${like.text}`;
    items.push({
      start: first?.span.start ?? test.span.start,
      end: last?.span.end ?? test.span.end,
      print: () => (given === null ? head : `${head} ${printObject(given, INDENT, context)}`),
    });
  }
  if (table !== null) items.push(...tableItems(table, context));
  items.sort((a, b) => a.start - b.start);
  return printBraced(head, items, test.span, context);
}

export function printFixture({ name, given }: FixtureDecl, context: PrintContext): string {
  return `fixture ${name.text} ${printObject(given, "", context)}`;
}

/** A declaration with braces: its members, comments included. */
export function printBraced(
  head: string,
  items: readonly LineItem[],
  span: { readonly start: number; readonly end: number },
  context: PrintContext,
): string {
  const { cursor } = context;
  const opening = cursor === null ? "" : cursor.behind(behindBrace(context.source, span.start));
  const lines = cursor === null ? [] : printLines(items, span.end, INDENT, cursor);
  return [`${head}${opening}`, ...lines, "}"].join("\n");
}

const HEAD = /[^"{]*(?:"(?:[^"\\]|\\.)*"[^"{]*)*\{/y;

/** The offset behind the brace of a declaration that begins at `start`; titles may hold braces too. */
function behindBrace(source: string, start: number): number {
  HEAD.lastIndex = start;
  return HEAD.test(source) ? HEAD.lastIndex : start;
}

function printExpectation(expectation: ExpectRule | ExpectCondition, context: PrintContext): string {
  if (expectation.kind === "expect_condition")
    return `expect ${printCondition(expectation.condition, INDENT, context)}`;
  return `expect ${expectation.rule.text} ${outcome(expectation.outcome)}`;
}

const outcome = (value: ExpectedOutcome): string => value.replace("_", " ");

function tableItems(table: BoundaryTable, context: PrintContext): readonly LineItem[] {
  const flat = { ...context, cursor: null };
  const header = [...table.columns.map(({ text }) => text), "expect"];
  const rows = table.rows.map((row) => [...row.cells.map((cell) => printFlat(cell, flat)), outcome(row.outcome)]);
  const widths = header.map((name, i) =>
    Math.max(displayWidth(name), ...rows.map((row) => displayWidth(row[i] ?? ""))),
  );
  const print = (cells: readonly string[]) => `| ${cells.map((cell, i) => pad(cell, widths[i] ?? 0)).join(" | ")} |`;
  // the header has no node of its own: it reaches from the table's start to the end of its last name
  const headerEnd = Math.max(
    table.span.start + 1,
    lineEnd(context.source, table.columns.at(-1)?.span.end ?? table.span.start),
  );
  return [
    { start: table.span.start, end: headerEnd, print: () => print(header) },
    ...table.rows.map((row, i) => ({ start: row.span.start, end: row.span.end, print: () => print(rows[i] ?? []) })),
  ];
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** Behind the last `|` of the header's line. */
function lineEnd(source: string, from: number): number {
  const expect = source.indexOf("|", source.indexOf("expect", from));
  return expect < 0 ? from : expect + 1;
}

/** `{ … }` with an entry a line. */
function printObject(object: ObjectValue, indent: string, context: PrintContext): string {
  const { cursor } = context;
  if (cursor === null) return printFlat(object, context);
  if (object.entries.length === 0 && !cursor.hasBefore(object.span.end)) return "{}";
  const inner = indent + INDENT;
  const items = object.entries.map(({ key, value, span }) => ({
    start: span.start,
    end: endWithComma(span.end, context.source),
    print: () => `${key.text}: ${printGiven(value, inner.length + key.text.length + 2, inner, context)}`,
  }));
  const opening = cursor.behind(object.span.start + 1);
  return [`{${opening}`, ...printLines(items, object.span.end, inner, cursor), `${indent}}`].join("\n");
}

/** On its line where it fits; rows of a source stand one a line. */
function printGiven(value: GivenValue, column: number, indent: string, context: PrintContext): string {
  const { cursor } = context;
  const commented = cursor?.hasBefore(value.span.end) === true;
  const flat = printFlat(value, { ...context, cursor: null });
  if (cursor === null || (!commented && !hasRows(value) && column + flat.length <= WIDTH)) return flat;
  if (value.kind === "object") return printObject(value, indent, context);
  if (value.kind !== "array") return flat;
  const inner = indent + INDENT;
  const items = value.items.map((item, i) => {
    const comma = item.kind === "object" || i === value.items.length - 1 ? "" : ",";
    return {
      start: item.span.start,
      end: endWithComma(item.span.end, context.source),
      print: () => `${printGiven(item, inner.length, inner, context)}${comma}`,
    };
  });
  return [
    `[${cursor.behind(value.span.start + 1)}`,
    ...printLines(items, value.span.end, inner, cursor),
    `${indent}]`,
  ].join("\n");
}

function hasRows(value: GivenValue): boolean {
  if (value.kind === "array") return value.items.some((item) => item.kind === "object" || hasRows(item));
  return value.kind === "object" && value.entries.some((entry) => hasRows(entry.value));
}

function printFlat(value: GivenValue, context: PrintContext): string {
  switch (value.kind) {
    case "ago":
      return `${printExpr(value.duration, INDENT, context)} ago`;
    case "missing":
      return "missing";
    case "array":
      return `[${value.items.map((item) => printFlat(item, context)).join(", ")}]`;
    case "object":
      if (value.entries.length === 0) return "{}";
      return `{ ${value.entries.map((entry) => `${entry.key.text}: ${printFlat(entry.value, context)}`).join(", ")} }`;
    default:
      return printExpr(value, INDENT, context);
  }
}
