import type { Declaration } from "../../dsl/ast/declaration.ts";
import { AGGREGATE_FUNCTIONS } from "../../dsl/ast/aggregates.ts";
import { COMPARE_OPS, type InExpr, type TextTestExpr } from "../../dsl/ast/conditions.ts";
import type { Expr } from "../../dsl/ast/expr.ts";
import type { QuantifierExpr } from "../../dsl/ast/groups.ts";
import { ARITHMETIC_OPS } from "../../dsl/ast/operators.ts";
import { declarationExprs, exprChildren } from "../../dsl/ast/expr-children.ts";
import type { Name } from "../../dsl/ast/node.ts";
import type { SequenceExpr } from "../../dsl/ast/sequences.ts";
import type { SourceSelect } from "../../dsl/ast/source-select.ts";
import type { PackFile } from "../../dsl/checks/check-pack.ts";
import { parseFile } from "../../dsl/parser/parse-file.ts";
import { isPeerSource, rowSources, rowText, sourceText } from "../../dsl/types/row-words.ts";

const TEXT_TESTS = ["contains", "starts with", "ends with"] as const;
const SELECTED = ["", " last", " within", " where"] as const;

const OWN_SOURCES = rowSources().filter((source) => !isPeerSource(source));
const PEERS = rowSources().filter(isPeerSource);

/** What programs about peers must contain among them. */
export const WRITTEN_OF_PEERS: readonly string[] = [
  ...PEERS.map((source) => `of ${sourceText(source)}`),
  ...["any", "no", "every"].flatMap((op) => PEERS.map((source) => `${op} ${rowText(source)}`)),
];

/** Everything that the text of a rule can be made of, by name: what generated programs must contain among them. */
export const WRITTEN: readonly string[] = [
  ...["const", "list", "list runtime", "map", "attribute", "define", "rule", "except", "except until"],
  ...["true", "whole number", "text", "time", "duration", "address", "network", "[…]", "name", "(…)"],
  ...[".f", "x.f", "f(…)", "map[…]", "-x", "x ?? y", "not", "and", "or"],
  ...ARITHMETIC_OPS,
  ...COMPARE_OPS,
  ...["in", "not in"].flatMap((op) => [op, `${op} range`, `${op} range of values`]),
  ...[
    "is missing",
    "is present",
    "is new",
    "is new within",
    "list contains x",
    "overlaps",
    "matches",
    "matches ignoring case",
  ],
  ...TEXT_TESTS.flatMap((op) => ["", " ignoring case"].flatMap((end) => [op + end, `${op} any of${end}`])),
  ...["any { }", "all { }", "none { }"],
  ...AGGREGATE_FUNCTIONS.flatMap((fn) => SELECTED.map((part) => fn + part)),
  ...["percentage", ...SELECTED.map((part) => `share${part}`)],
  ...OWN_SOURCES.map((source) => `of ${sourceText(source)}`),
  ...["any", "no", "every"].flatMap((op) => OWN_SOURCES.map((source) => `${op} ${rowText(source)}`)),
  ...["row as", "row last", "row within"],
  ...["sequence", "sequence by", "sequence last", "sequence within", "sequence where", "then", "times", "until"],
];

/** The constructs that the text of a program contains. */
export function writtenCensus(files: readonly PackFile[]): ReadonlySet<string> {
  const declarations = files.flatMap((file) => parseFile(file).file.declarations);
  const lists = new Set(declarations.filter(isList).map(({ name }) => name.text));
  const found = new Set<string>();
  const visit = (expr: Expr): void => {
    constructsOf(expr, lists).forEach((construct) => found.add(construct));
    exprChildren(expr).forEach(visit);
  };
  for (const declaration of declarations) {
    found.add(declaration.kind);
    if (declaration.kind === "list" && declaration.value.kind === "list_runtime") found.add("list runtime");
    if (declaration.kind === "rule")
      for (const { until } of declaration.exceptions) found.add(until === null ? "except" : "except until");
    declarationExprs(declaration).forEach(visit);
  }
  return found;
}

type Named = Extract<Declaration, { readonly kind: "list" | "attribute" }>;

/** What a list can be written as: a declared list, or an attribute that is one. */
function isList(declaration: Declaration): declaration is Named {
  return declaration.kind === "list" || (declaration.kind === "attribute" && declaration.type.name.text === "list");
}

function constructsOf(expr: Expr, lists: ReadonlySet<string>): readonly string[] {
  switch (expr.kind) {
    case "bool_literal":
      return ["true"];
    case "int_literal":
      return ["whole number"];
    case "string_literal":
      return ["text"];
    case "time_literal":
      return ["time"];
    case "duration_literal":
      return ["duration"];
    case "percent_literal":
      return ["percentage"];
    case "ip_literal":
      return ["address"];
    case "cidr_literal":
      return ["network"];
    case "list_literal":
      return ["[…]"];
    case "name":
      return ["name"];
    case "paren":
      return ["(…)"];
    case "row_field":
      return [".f"];
    case "field":
      return ["x.f"];
    case "call":
      return ["f(…)"];
    case "index":
      return ["map[…]"];
    case "negate":
      return ["-x"];
    case "coalesce":
      return ["x ?? y"];
    case "not":
      return ["not"];
    case "logical":
    case "arithmetic":
    case "compare":
      return [expr.op];
    case "is":
      return [expr.present ? "is present" : "is missing"];
    case "is_new":
      return [expr.within === null ? "is new" : "is new within"];
    case "in":
      return [(expr.negated ? "not in" : "in") + rangeSuffix(expr)];
    case "text_test":
      return [textTest(expr, lists)];
    case "matches":
      return [expr.ignoringCase ? "matches ignoring case" : "matches"];
    case "group":
      return [`${expr.op} { }`];
    case "aggregate":
      return aggregated(expr.fn, expr.source);
    case "share":
      return aggregated("share", expr.source);
    case "quantifier":
      return quantified(expr);
    case "sequence":
      return sequenceParts(expr);
    case "error":
      return [];
  }
}

function rangeSuffix({ haystack }: InExpr): string {
  if (haystack.kind !== "range") return "";
  return haystack.low.kind === "int_literal" ? " range" : " range of values";
}

function textTest({ op, anyOf, ignoringCase, left }: TextTestExpr, lists: ReadonlySet<string>): string {
  if (op === "overlaps") return op;
  if (op === "contains" && left.kind === "name" && lists.has(left.name)) return "list contains x";
  return `${op.replace("_", " ")}${anyOf ? " any of" : ""}${ignoringCase ? " ignoring case" : ""}`;
}

function sequenceParts({ by, source, steps, until }: SequenceExpr): readonly string[] {
  const parts = [by && "sequence by", steps.length > 1 && "then", until && "until"];
  const repeated = steps.some(({ times }) => times !== null) ? ["times"] : [];
  return [...aggregated("sequence", source), ...repeated, ...parts.filter((part) => typeof part === "string")];
}

function aggregated(fn: string, source: SourceSelect): readonly string[] {
  return [...selected(source).map((part) => fn + part), `of ${withShared(source.source, source.by)}`];
}

function selected({ last, within, where }: SourceSelect): readonly string[] {
  return ["", ...(last ? [" last"] : []), ...(within ? [" within"] : []), ...(where ? [" where"] : [])];
}

function withShared({ text }: Name, by: Name | null): string {
  return by === null ? text : `${text} by ${by.text}`;
}

function quantified({ op, row, by, alias, last, within }: QuantifierExpr): readonly string[] {
  const parts = [alias && "row as", last && "row last", within && "row within"];
  return [`${op} ${withShared(row, by)}`, ...parts.filter((part) => part !== null)];
}
