import type { StringLiteral } from "../ast/literals.ts";
import type { Span } from "../ast/node.ts";
import { becauseParts, escapeBraces, type BecausePart } from "../because/because-parts.ts";
import { valueText } from "../because/value-text.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";
import type { NamedDecl } from "./symbols.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A checked `because`. `{name}` prints an attribute; constants, which are the same for all users, are printed here. */
export function bindBecause(text: StringLiteral, scope: Scope): string {
  const parts = becauseParts(text.value);
  const spans = spansOf(text, parts, scope);
  return parts.map((part, i) => bindPart(part, spans[i] ?? text.span, scope)).join("");
}

function bindPart(part: BecausePart, span: Span, scope: Scope): string {
  if (part.kind === "text") return escapeBraces(part.text);
  if (part.kind === "value") return bindPlace(part.name, span, scope);
  const fixes = [{ title: `write \`${part.brace.repeat(2)}\``, edits: [{ span, text: part.brace.repeat(2) }] }];
  const { brace } = part;
  scope.report(diagnostic("TC0530", span, { brace }, { fixes: span.end - span.start === 1 ? fixes : [] }));
  return "";
}

function bindPlace(name: string, span: Span, scope: Scope): string {
  const { named } = scope.env.symbols;
  const declaration = named.get(name);
  if (declaration === undefined) reportUnknown(name, span, scope);
  else if (declaration.kind === "attribute") {
    scope.env.used(name);
    scope.reads(name);
    return `{${name}}`;
  } else if (declaration.kind === "const") {
    scope.env.used(name);
    const constant = scope.env.constant(name);
    return constant === null ? "" : escapeBraces(valueText(constant.value, constant.type));
  } else {
    const secondary = [{ span: declaration.name.span, message: "declared here" }];
    const wanted = "a value that `because` can print; declare an attribute for it";
    scope.report(diagnostic("TC0111", span, { name, kind: declaration.kind, wanted }, { secondary }));
  }
  return "";
}

function reportUnknown(name: string, span: Span, scope: Scope): void {
  if (!NAME.test(name)) {
    scope.report(diagnostic("TC0531", span, { found: name }));
    return;
  }
  const { symbols, suggest } = scope.env;
  const suggestion = suggest(name, () =>
    [...symbols.named.values()].filter(isPrintable).map((other) => other.name.text),
  );
  // the span may be that of the whole text
  const inner = { ...span, start: span.start + 1, end: span.end - 1 };
  const isPlace = scope.env.text(inner).trim() === name;
  const fixes = isPlace ? suggestionFix(inner, suggestion) : [];
  scope.report(diagnostic("TC0101", isPlace ? inner : span, { name, suggestion }, { fixes }));
}

const isPrintable = ({ kind }: NamedDecl): boolean => kind === "attribute" || kind === "const";

const ESCAPE = /\\u\{[0-9A-Fa-f]*\}|\\./g;

/** Where each part stands in the source; nothing for braces that were themselves written as escapes. */
function spansOf(text: StringLiteral, parts: readonly BecausePart[], scope: Scope): readonly (Span | undefined)[] {
  const source = scope.env.text(text.span);
  const written = becauseParts(source.replaceAll(ESCAPE, (escape) => "\\".repeat(escape.length)));
  const places = written.filter((part) => part.kind !== "text");
  const kinds = (some: readonly BecausePart[]) => some.flatMap(({ kind }) => (kind === "text" ? [] : [kind])).join(" ");
  if (kinds(written) !== kinds(parts)) return [];
  let next = 0;
  return parts.map((part) => {
    const place = part.kind === "text" ? undefined : places[next++];
    return place && { ...text.span, start: text.span.start + place.start, end: text.span.start + place.end };
  });
}
