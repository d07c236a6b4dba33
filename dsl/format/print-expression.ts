import type { LogicalExpr, RangeExpr } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import type { Block } from "../ast/groups.ts";
import type { Name } from "../ast/node.ts";
import type { SequenceExpr } from "../ast/sequences.ts";
import type { SourceSelect } from "../ast/source-select.ts";
import { quote } from "../source/string-literal.ts";
import type { CommentCursor } from "./comment-cursor.ts";
import { INDENT, printLines, WIDTH } from "./print-lines.ts";

/** What printing needs besides the tree. */
export interface PrintContext {
  /** Numbers, durations and times keep the author's spelling. */
  readonly source: string;
  /** Null prints without comments: whoever asks places them around the whole. */
  readonly cursor: CommentCursor | null;
}

/** How tightly an expression binds; a child that binds less than its place asks for keeps its parentheses. */
const POWER = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  range: 5,
  coalesce: 6,
  sum: 7,
  product: 8,
  negate: 9,
  value: 10,
} as const;

/** A condition or value. Lines behind the first are indented by `indent`. */
export function printExpr(expr: Expr | RangeExpr, indent: string, context: PrintContext): string {
  const child = (operand: Expr, power: number) => printChild(operand, power, expr, indent, context);
  switch (expr.kind) {
    case "bool_literal":
      return String(expr.value);
    case "int_literal":
    case "time_literal":
    case "duration_literal":
    case "percent_literal":
      return context.source.slice(expr.span.start, expr.span.end);
    case "string_literal":
      return quote(expr.value);
    case "ip_literal":
    case "cidr_literal":
      return expr.value;
    case "list_literal":
      return `[${expr.elements.map((element) => child(element, 0)).join(", ")}]`;
    case "range":
      return `${child(expr.low, POWER.coalesce)}..${child(expr.high, POWER.coalesce)}`;
    case "name":
      return expr.name;
    case "row_field":
      return `.${expr.field.text}`;
    case "field":
      return `${child(expr.object, POWER.value)}.${expr.field.text}`;
    case "call":
      return `${expr.callee.text}(${expr.args.map((arg) => child(arg, 0)).join(", ")})`;
    case "index":
      return `${expr.map.text}[${child(expr.key, 0)}]`;
    case "negate":
      return `-${child(expr.operand, POWER.negate)}`;
    case "arithmetic": {
      const power = powerOf(expr);
      return `${child(expr.left, power)} ${expr.op} ${child(expr.right, power + 1)}`;
    }
    case "coalesce":
      return `${child(expr.left, POWER.coalesce)} ?? ${child(expr.right, POWER.sum)}`;
    case "compare":
      return `${child(expr.left, POWER.range)} ${expr.op} ${child(expr.right, POWER.range)}`;
    case "in": {
      const haystack =
        expr.haystack.kind === "range" ? printExpr(expr.haystack, indent, context) : child(expr.haystack, POWER.range);
      return `${child(expr.operand, POWER.range)} ${expr.negated ? "not in" : "in"} ${haystack}`;
    }
    case "text_test": {
      const any = expr.anyOf ? " any of" : "";
      const ignoring = expr.ignoringCase ? " ignoring case" : "";
      const op = expr.op.replace("_", " ");
      // `starts_with` and `ends_with` are two words
      return `${child(expr.left, POWER.range)} ${op}${any} ${child(expr.right, POWER.range)}${ignoring}`;
    }
    case "matches":
      // what stands between the slashes is the author's, to the letter
      return `${child(expr.operand, POWER.range)} matches /${expr.pattern.text}/${expr.ignoringCase ? " ignoring case" : ""}`;
    case "is":
      return `${child(expr.operand, POWER.range)} is ${expr.present ? "present" : "missing"}`;
    case "is_new": {
      const within = expr.within === null ? "" : ` within ${printExpr(expr.within, indent, context)}`;
      return `${child(expr.operand, POWER.range)} is new${within}`;
    }
    case "not":
      return `not ${child(expr.operand, POWER.not)}`;
    case "logical":
      return `${child(expr.left, powerOf(expr))} ${expr.op} ${child(expr.right, powerOf(expr) + 1)}`;
    case "paren":
      return printExpr(expr.inner, indent, context);
    case "aggregate":
      return printAggregate(expr, indent, context);
    case "share":
      return `share(${printSource(expr.source, indent, context)})`;
    case "group":
      return `${expr.op} ${printBlock(expr.body, indent, context)}`;
    case "quantifier": {
      const alias = expr.alias === null ? "" : ` as ${expr.alias.text}`;
      return `${expr.op} ${expr.row.text}${printShared(expr)}${alias}${printBounds(expr, indent, context)} ${printBlock(expr.body, indent, context)}`;
    }
    case "sequence":
      return printSequence(expr, indent, context);
    case "error":
      // invariant: files with syntax errors are not formatted
      return context.source.slice(expr.span.start, expr.span.end);
  }
}

/** A whole condition: a chain of `and` or `or` that is too long for a line breaks behind each. */
export function printCondition(expr: Expr, indent: string, context: PrintContext): string {
  const bare = unwrap(expr);
  const flat = printExpr(bare, indent, context);
  if (bare.kind !== "logical" || flat.includes("\n") || indent.length + flat.length <= WIDTH) return flat;
  const links = chainOf(bare);
  return links
    .map((link) => printChild(link, powerOf(bare) + 1, bare, indent, context))
    .join(` ${bare.op}\n${indent}${INDENT}`);
}

/** `{ … }` over several lines, with the comments inside. */
export function printBlock(block: Block, indent: string, context: PrintContext): string {
  const { cursor } = context;
  const inner = indent + INDENT;
  const items = block.conditions.map((condition) => ({
    start: condition.span.start,
    end: condition.span.end,
    print: () => printCondition(condition, inner, context),
  }));
  if (cursor === null) return ["{", ...items.map(({ print }) => inner + print()), `${indent}}`].join("\n");
  const opening = cursor.behind(block.span.start + 1);
  return [`{${opening}`, ...printLines(items, block.span.end, inner, cursor), `${indent}}`].join("\n");
}

/** A single condition stands without braces, unless comments stand beside it inside them. */
export function printConditions(block: Block, indent: string, context: PrintContext): string {
  const [only, ...others] = block.conditions;
  const braced = context.source[block.span.start] === "{" && block.span.start < (only?.span.start ?? 0);
  if (only === undefined || others.length > 0) return printBlock(block, indent, context);
  if (braced && hasOwnComments(block, context)) return printBlock(block, indent, context);
  return printCondition(only, indent, context);
}

/** Comments in the braces, but not inside the one condition. */
function hasOwnComments(block: Block, { source }: PrintContext): boolean {
  const only = block.conditions[0];
  if (only === undefined) return false;
  const before = source.slice(block.span.start, only.span.start);
  const behind = source.slice(only.span.end, block.span.end);
  return before.includes("#") || behind.includes("#");
}

/** Steps stand under each other, their conditions in one column. */
function printSequence(expr: SequenceExpr, indent: string, context: PrintContext): string {
  const { cursor } = context;
  const inner = indent + INDENT;
  const width = (expr.until === null ? "step" : "until").length + 1;
  const steps = expr.steps.map(({ body, times, span }, i) => ({
    ...span,
    print: () => {
      const text = (i === 0 ? "step" : "then").padEnd(width) + printConditions(body, inner, context);
      return times === null ? text : `${text} times ${printExpr(times, inner, context)}`;
    },
  }));
  const { until } = expr;
  const items =
    until === null
      ? steps
      : [...steps, { ...until.span, print: () => `until ${printConditions(until.body, inner, context)}` }];
  const by = expr.by === null ? "" : ` by ${printExpr(expr.by, indent, context)}`;
  const spanning = printExpr(expr.spanning, indent, context);
  const head = `sequence${by} of ${printSource(expr.source, indent, context)} spanning ${spanning} {`;
  if (cursor === null) return [head, ...items.map(({ print }) => inner + print()), `${indent}}`].join("\n");
  const opening = cursor.behind(openingOf(expr, context));
  return [head + opening, ...printLines(items, expr.span.end, inner, cursor), `${indent}}`].join("\n");
}

/** Where the lines of a sequence begin. */
function openingOf({ spanning, span }: SequenceExpr, { source }: PrintContext): number {
  const brace = source.indexOf("{", spanning.span.end);
  return brace < 0 ? span.end : brace + 1;
}

function printChild(
  expr: Expr,
  power: number,
  parent: Expr | RangeExpr,
  indent: string,
  context: PrintContext,
): string {
  const bare = unwrap(expr);
  const text = printExpr(bare, indent, context);
  return bare !== expr && (powerOf(bare) < power || helpsReading(bare, parent)) ? `(${text})` : text;
}

/** Parentheses that change nothing stay where `and` meets `or`, and behind `not` and `-`. */
function helpsReading(inner: Expr, parent: Expr | RangeExpr): boolean {
  if (parent.kind === "not") return powerOf(inner) < POWER.value;
  if (parent.kind === "negate") return inner.kind === "negate";
  return parent.kind === "logical" && inner.kind === "logical" && inner.op !== parent.op;
}

/** What stands in the parentheses, however many. */
export function unwrap(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === "paren") inner = inner.inner;
  return inner;
}

function powerOf(expr: Expr): number {
  switch (expr.kind) {
    case "logical":
      return POWER[expr.op];
    case "not":
      return POWER.not;
    case "compare":
    case "in":
    case "text_test":
    case "matches":
    case "is":
    case "is_new":
      return POWER.compare;
    case "coalesce":
      return POWER.coalesce;
    case "arithmetic":
      return expr.op === "+" || expr.op === "-" ? POWER.sum : POWER.product;
    case "negate":
      return POWER.negate;
    default:
      return POWER.value;
  }
}

/** The links of `a or b or c`, without recursion: chains are deep on their left. */
function chainOf(expr: LogicalExpr): readonly Expr[] {
  const links: Expr[] = [];
  let left: Expr = expr;
  while (left.kind === "logical" && left.op === expr.op) {
    links.push(left.right);
    left = left.left;
  }
  return [left, ...links.reverse()];
}

function printAggregate(expr: Extract<Expr, { kind: "aggregate" }>, indent: string, context: PrintContext): string {
  const source = printSource(expr.source, indent, context);
  if (expr.window !== null) {
    const rows = expr.fn === "peak_rows" ? " rows" : "";
    return `peak(${printExpr(expr.window, indent, context)}${rows} of ${source})`;
  }
  if (expr.value === null) return `${expr.fn}(${source})`;
  const value = printExpr(expr.value, indent, context);
  return expr.fn === "count_distinct" ? `count(distinct ${value} of ${source})` : `${expr.fn}(${value} of ${source})`;
}

function printSource(select: SourceSelect, indent: string, context: PrintContext): string {
  const where = select.where === null ? "" : ` where ${printExpr(select.where, indent, context)}`;
  return `${select.source.text}${printShared(select)}${printBounds(select, indent, context)}${where}`;
}

function printShared({ by }: { readonly by: Name | null }): string {
  return by === null ? "" : ` by ${by.text}`;
}

interface Bounds {
  readonly last: Expr | null;
  readonly within: Expr | null;
}

function printBounds({ last, within }: Bounds, indent: string, context: PrintContext): string {
  const lastText = last === null ? "" : ` last ${printExpr(last, indent, context)}`;
  return within === null ? lastText : `${lastText} within ${printExpr(within, indent, context)}`;
}
