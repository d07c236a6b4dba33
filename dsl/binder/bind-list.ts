import type { ExtendDecl, ListDecl, ListFile } from "../ast/declaration.ts";
import type { Expr } from "../ast/expr.ts";
import type { Span } from "../ast/node.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import type { ElementType } from "../types/type.ts";
import { bindListLiteral } from "./bind-list-literal.ts";
import type { BoundList, Scalar } from "./bound.ts";
import { isListEntryType } from "./read-list-entry.ts";
import { readListFile } from "./read-list-file.ts";
import { resolveListType } from "./resolve-type.ts";
import { type Scope, withoutBudget } from "./scope.ts";

const encoder = new TextEncoder();

/** The text of the file that a list names; undefined when the pack has none. */
export type ListText = (file: ListFile) => string | undefined;

/** A declared list with all of its entries, those of laid-over packs behind its own. */
export function bindList(declaration: ListDecl, listText: ListText, scope: Scope): BoundList | null {
  const element = resolveListType(declaration.type, scope.report);
  if (element === null) return null;
  const { name, doc, span } = declaration;
  const extensions = scope.env.symbols.extensions.get(name.text) ?? [];
  if (declaration.value.kind === "list_runtime") return bindRuntimeList(declaration, element, extensions, scope);
  const parts = [declaration, ...extensions].map((part) =>
    entries(part, element, part.kind === "extend" ? name.span : null, listText, scope),
  );
  const present = parts.filter((part) => part !== null);
  if (present.length < parts.length) return null;
  // entries are a set: an extension may repeat what a later built-in pack brings
  const values = extensions.length === 0 ? present.flat() : [...new Set(present.flat())];
  const limit = exceeded(values);
  if (limit !== null) scope.report(diagnostic("TC0405", name.span, { name: name.text, what: limit }));
  return limit === null ? { name: name.text, element, values, doc, span } : null;
}

function entries(
  { value }: ListDecl | ExtendDecl,
  element: ElementType,
  declared: Span | null,
  listText: ListText,
  scope: Scope,
): readonly Scalar[] | null {
  if (value.kind === "list_runtime") throw new Error("invariant: a runtime list has no entries of its own");
  return value.kind === "list_file"
    ? fileEntries(value, element, listText, scope)
    : literalEntries(value, element, declared, scope);
}

/** Operators write entries as text: only what has one plain spelling can be kept. */
function bindRuntimeList(
  { name, type, doc, span }: ListDecl,
  element: ElementType,
  extensions: readonly ExtendDecl[],
  scope: Scope,
): BoundList | null {
  for (const extension of extensions) scope.report(diagnostic("TC0245", extension.name.span, { list: name.text }));
  if (extensions.length > 0) return null;
  if (isListEntryType(element)) return { name: name.text, element, values: null, doc, span };
  scope.report(diagnostic("TC0240", type.span, { type: typeText(element) }));
  return null;
}

function literalEntries(
  value: Expr,
  element: ElementType,
  declared: Span | null,
  scope: Scope,
): readonly Scalar[] | null {
  if (value.kind !== "list_literal") {
    if (value.kind !== "error") reportEntries(value, declared, scope);
    return null;
  }
  const bound = bindListLiteral(value, withoutBudget(scope), element);
  if (bound === null || bound.type.kind !== "list") return null;
  if (!sameType(bound.type.element, element)) {
    const types = { expected: typeText(element), found: typeText(bound.type.element) };
    const secondary = declared === null ? [] : [{ span: declared, message: "declared here" }];
    scope.report(diagnostic("TC0201", value.span, types, { secondary }));
    return null;
  }
  if (!bound.values.includes("")) return bound.values;
  scope.report(diagnostic("TC0210", value.span, {}));
  return null;
}

/** What `extend list` takes from an operator's list is nothing, so it has no `runtime`. */
function reportEntries(value: Expr, declared: Span | null, scope: Scope): void {
  const missing =
    declared === null ? 'its entries as `[…]`, `file "…"` or `runtime`' : 'entries as `[…]` or `file "…"`';
  const isRuntime = declared === null && value.kind === "string_literal" && value.value === "runtime";
  const fixes = isRuntime ? [{ title: "write it bare", edits: [{ span: value.span, text: "runtime" }] }] : [];
  scope.report(diagnostic("TC0223", value.span, { what: "a list", missing }, { fixes }));
}

function fileEntries(file: ListFile, element: ElementType, listText: ListText, scope: Scope): readonly Scalar[] | null {
  const { path, span } = file;
  const refuse = (reason: string) => {
    scope.report(diagnostic("TC0220", span, { path, reason }));
    return null;
  };
  const outside = pathProblem(path);
  if (outside !== null) return refuse(outside);
  const text = listText(file);
  if (text === undefined) return refuse("the pack has no such file");
  if (encoder.encode(text).length > LIMITS.listBytes) return refuse("it is larger than 4 MB");
  const { values, problems } = readListFile(text, element);
  for (const { line, entry } of problems.slice(0, 3)) {
    scope.report(diagnostic("TC0221", span, { path, line, entry: entry.slice(0, 80), type: typeText(element) }));
  }
  return problems.length === 0 ? values : null;
}

/** Why a path may leave the pack; null when it stays inside. */
function pathProblem(path: string): string | null {
  if (path === "") return "the path is empty";
  if (path.startsWith("/") || path.includes("\\") || /^[A-Za-z]:/.test(path))
    return "paths are relative to the pack, with `/`";
  const steps = path.split("/");
  return steps.some((step) => step === ".." || step === "." || step === "") ? "paths stay inside the pack" : null;
}

function exceeded(values: readonly Scalar[]): string | null {
  if (values.length > LIMITS.listEntries) return "100,000 entries";
  const bytes = values.reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? encoder.encode(value).length : 8),
    0,
  );
  return bytes > LIMITS.listBytes ? "4 MB" : null;
}
