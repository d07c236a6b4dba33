import type { Span } from "../ast/node.ts";
import { NAMED_WEIGHTS } from "../binder/bind-preset.ts";
import { METADATA_KEYS } from "../ast/metadata-keys.ts";
import { SEVERITIES } from "../binder/bound.ts";
import type { Symbols } from "../binder/symbols.ts";
import { enumMembers, fieldNames, fieldSpec } from "../types/field-type.ts";
import { FUNCTIONS } from "../types/functions.ts";
import { rowSources, rowText, rowWordOf, sourceText } from "../types/row-words.ts";
import { SHARED_THINGS, SOURCES, type SourceName } from "../types/sources.ts";
import { typeText } from "../types/type-text.ts";
import type { Candidate, Completion } from "./completion.ts";
import { describeSymbol } from "./describe-symbol.ts";
import { functionDetail } from "./function-detail.ts";
import {
  AGGREGATE_WORDS,
  CONDITION_WORDS,
  DECLARATION_WORDS,
  OUTCOME_WORDS,
  RULE_WORDS,
  TEST_WORDS,
  type WordDoc,
} from "./keywords.ts";
import { localsAt, type Locals } from "./locals-at.ts";
import { rankByType } from "./rank-by-type.ts";
import { chainBefore, resolveChain, rowOfChain } from "./resolve-chain.ts";
import { isQuiet, scan } from "./scan.ts";

export interface CompletionInput {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly symbols: Symbols;
  readonly textOf: (span: Span) => string;
}

/** What may be written at the offset, the likeliest kinds first. Empty inside strings and comments. */
export function completionsAt(input: CompletionInput): readonly Completion[] {
  const { path, text, offset } = input;
  const pieces = scan(text);
  if (isQuiet(pieces, offset)) return [];
  const chain = chainBefore(text, offset);
  const typed = chain.at(-1) ?? "";
  const replace: Span = { file: path, start: offset - typed.length, end: offset };
  const locals = localsAt(pieces, offset - typed.length);
  const candidates =
    chain.length > 1 ? afterDot(chain.slice(0, -1), locals) : bare(input, locals, offset - typed.length);
  const wanted = typed.toLowerCase();
  return candidates
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map((candidate) => ({ insert: candidate.label, ...candidate, replace }));
}

function afterDot(steps: readonly string[], locals: Locals): readonly Candidate[] {
  const chain = resolveChain(steps, locals);
  if (chain?.kind === "enumeration") return members(chain.name);
  const source = rowOfChain(chain);
  return source === null ? [] : fieldNames(source).map((field) => fieldCandidate(source, field));
}

function bare({ text, symbols, textOf }: CompletionInput, locals: Locals, start: number): readonly Candidate[] {
  const before = text.slice(Math.max(0, start - 400), start);
  if (locals.depth === 0 && /(^|\n)[ \t]*$/.test(before)) return words(DECLARATION_WORDS);
  if (/\bpeers?[ \t]+by[ \t]+$/.test(before))
    return SHARED_THINGS.map((label) => ({ label, kind: "member", detail: "shared", doc: "" }));
  if (/\b(any|no|every)[ \t]+$/.test(before)) return rowSources().map(rowCandidate);
  if (/\bof[ \t]+$/.test(before)) return rowSources().map(sourceCandidate);
  if (/\boverride[ \t]+const[ \t]+$/.test(before)) return declaredAs("const", symbols, textOf);
  if (/\bextend[ \t]+list[ \t]+$/.test(before)) return declaredAs("list", symbols, textOf);
  if (/\bgiven[ \t]+like[ \t]+$/.test(before)) return fixtures(symbols);
  if (/\bexpect[ \t]+[A-Z]\d{2,3}[ \t]+$/.test(before)) return words(OUTCOME_WORDS);
  if (locals.declaration === "test" && locals.depth === 1 && /(^|\n)[ \t]*$/.test(before)) return words(TEST_WORDS);
  if (/\bexpect[ \t]+$/.test(before)) return [...rules(symbols), ...values(symbols, locals, textOf)];
  if (locals.declaration === "preset" && locals.depth === 1) return presetWords(before, symbols);
  if (locals.declaration === "rule" && locals.depth === 1) {
    if (/\bseverity[ \t]+$/.test(before))
      return SEVERITIES.map((label) => ({ label, kind: "member", detail: "severity", doc: "" }));
    if (/(^|\n)[ \t]*$/.test(before)) return [...METADATA_KEYS.map(keyword), ...words(RULE_WORDS)];
  }
  const enumeration = expectedMembers(before, locals, symbols);
  const sources =
    /\b(count|peak|share)\($/.test(before) || /\brows[ \t]+of[ \t]+$/.test(before)
      ? rowSources().map(sourceCandidate)
      : [];
  const named = rankByType(values(symbols, locals, textOf), before, locals, symbols);
  return [...enumeration, ...sources, ...named, ...words(CONDITION_WORDS)];
}

/** Members of the enumeration that the other side of a comparison asks for: `.type == |`, `.country in [FR, |`. */
function expectedMembers(before: string, locals: Locals, symbols: Symbols): readonly Candidate[] {
  const match = /([A-Za-z0-9_.]+)[ \t]*(?:==|!=|(?:not[ \t]+)?in[ \t]*\[(?:[^\]]*,)?)\s*$/.exec(before);
  const steps = match?.[1]?.split(".");
  if (steps === undefined) return [];
  const chain = resolveChain(steps, locals);
  if (chain?.kind === "field") return chain.type.type.kind === "enum" ? members(chain.type.type.name) : [];
  const declared = symbols.named.get(steps.join("."));
  return declared?.kind === "attribute" ? membersNamed(declared.type.name.text) : [];
}

function values(
  symbols: Symbols,
  { rows, values: params }: Locals,
  textOf: (span: Span) => string,
): readonly Candidate[] {
  const locals: Candidate[] = [...rows].map(([label, source]) => ({
    label,
    kind: "row",
    detail: rowWordOf(source),
    doc: "",
  }));
  for (const [label, detail] of params) locals.push({ label, kind: "attribute", detail, doc: "a parameter" });
  const declared = [...symbols.named.values()].map((declaration) => describeSymbol(declaration, textOf));
  const functions = Object.entries(FUNCTIONS).map(([label, spec]): Candidate => ({
    label,
    kind: "function",
    detail: functionDetail(spec),
    doc: spec.doc,
    insert: `${label}(`,
  }));
  const user: Candidate = { label: "user", kind: "row", detail: "user", doc: "the user being judged" };
  return [...locals, ...declared, user, ...functions, ...words(AGGREGATE_WORDS)];
}

function presetWords(before: string, symbols: Symbols): readonly Candidate[] {
  if (/(^|\n)[ \t]*$/.test(before)) return [...["description", "review", "blacklist"].map(keyword), ...rules(symbols)];
  const weights = Object.entries(NAMED_WEIGHTS).map(([label, weight]): Candidate => ({
    label,
    kind: "member",
    detail: String(weight),
    doc: "",
  }));
  return [...weights, keyword("weight")];
}

/** Names that `override` or `extend` can be about. */
function declaredAs(kind: "const" | "list", { named }: Symbols, textOf: (span: Span) => string): readonly Candidate[] {
  const wanted = [...named.values()].filter((declaration) => declaration.kind === kind);
  return wanted.map((declaration) => describeSymbol(declaration, textOf));
}

function fixtures(symbols: Symbols): readonly Candidate[] {
  return [...symbols.fixtures.keys()].map((label) => ({ label, kind: "fixture", detail: "fixture", doc: "" }));
}

function rules(symbols: Symbols): readonly Candidate[] {
  return [...symbols.rules.values()].map(({ id, title }) => ({
    label: id.text,
    kind: "rule",
    detail: "rule",
    doc: title,
  }));
}

export function fieldCandidate(source: SourceName, field: string): Candidate {
  const spec = fieldSpec(source, field);
  const detail = (spec?.type ?? "").replace(/^row (\w+)/, (_, name: SourceName) => rowWordOf(name));
  const doc = spec?.known === "current" ? `${spec.doc} (as stored now, for past moments too)` : (spec?.doc ?? "");
  return { label: field, kind: "field", detail, doc };
}

function members(name: Parameters<typeof enumMembers>[0]): readonly Candidate[] {
  return enumMembers(name).map((label) => ({
    label,
    kind: "member",
    detail: typeText({ kind: "enum", name }),
    doc: "",
  }));
}

function membersNamed(word: string): readonly Candidate[] {
  const name = (["event_type", "http_method", "device_type", "phone_type", "country"] as const).find(
    (known) => known === word,
  );
  return name === undefined ? [] : members(name);
}

function rowCandidate(source: keyof typeof SOURCES): Candidate {
  return { label: rowText(source), kind: "row", detail: "row", doc: SOURCES[source].doc };
}

export function sourceCandidate(source: keyof typeof SOURCES): Candidate {
  return { label: sourceText(source), kind: "source", detail: "source", doc: SOURCES[source].doc };
}

const keyword = (label: string): Candidate => ({ label, kind: "keyword", detail: "", doc: "" });

function words(docs: Readonly<Record<string, WordDoc>>): readonly Candidate[] {
  return Object.entries(docs).map(([label, { detail, doc }]) => ({ label, kind: "keyword", detail, doc }));
}
