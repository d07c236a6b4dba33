import type { RuleDecl } from "../ast/declaration.ts";
import type { Span } from "../ast/node.ts";
import type { NamedDecl, Symbols } from "../binder/symbols.ts";
import { type Cost, costText, type DeclarationCosts, useCostText } from "../cost/index.ts";
import { ENUMERATIONS } from "../types/enumerations.ts";
import { enumMembers, isEnumName } from "../types/field-type.ts";
import { FUNCTIONS, type FunctionName } from "../types/functions.ts";
import { isRowSource, sourceOfRowWord } from "../types/row-words.ts";
import { SHARED_THINGS, SOURCES } from "../types/sources.ts";
import { fieldCandidate, sourceCandidate } from "./completions.ts";
import { describeChanges } from "./describe-changes.ts";
import { definitionText, describeSymbol } from "./describe-symbol.ts";
import { functionDetail } from "./function-detail.ts";
import {
  AGGREGATE_WORDS,
  CONDITION_WORDS,
  DECLARATION_WORDS,
  RULE_WORDS,
  TEST_WORDS,
  type WordDoc,
} from "./keywords.ts";
import { localsAt } from "./locals-at.ts";
import { chainBefore, resolveChain } from "./resolve-chain.ts";
import { scan } from "./scan.ts";

/** What is known about the word at a place. */
export interface Hover {
  readonly span: Span;
  /** One line of code: `attribute failed_logins : int`. */
  readonly title: string;
  readonly doc: string;
  /** The declaration as it is written; empty for what the language brings. */
  readonly definition: string;
  /** What judging a user by it costs at most; empty where nothing is judged, and while the pack has errors. */
  readonly cost: string;
}

export interface HoverInput {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly symbols: Symbols;
  readonly textOf: (span: Span) => string;
  /** Null while the pack has errors. */
  readonly costs: () => DeclarationCosts | null;
}

export function hoverAt({ path, text, offset, symbols, textOf, costs }: HoverInput): Hover | null {
  const pieces = scan(text);
  const word = pieces.find(({ kind, start, end }) => kind === "word" && start <= offset && offset <= end);
  if (word === undefined) return null;
  const span: Span = { file: path, start: word.start, end: word.end };
  const hover = (title: string, doc: string, definition = "", cost = ""): Hover => ({
    span,
    title,
    doc,
    definition,
    cost,
  });
  const chain = chainBefore(text, word.end);
  const locals = localsAt(pieces, word.start);
  const known = chain.length > 1 ? resolveChain(chain, locals) : null;
  if (known?.kind === "field") {
    const { label, detail, doc } = fieldCandidate(known.source, word.text);
    return hover(`${known.source === "user" ? "user" : SOURCES[known.source].row}.${label} : ${detail}`, doc);
  }
  if (chain.length > 1) return known?.kind === "enumeration" ? hover(`${known.name}.${word.text}`, "") : null;

  const declaration = symbols.named.get(word.text);
  if (declaration !== undefined) {
    const { label, kind, detail, doc } = describeSymbol(declaration, textOf);
    const changes = describeChanges(declaration, symbols, textOf);
    const separator = kind === "constant" ? " " : kind === "define" ? "" : " : ";
    return hover(
      `${kind} ${label}${separator}${changes?.detail ?? detail}`,
      [doc, changes?.doc ?? ""].filter((text) => text !== "").join("; "),
      [definitionText(declaration, textOf), ...(changes?.definitions ?? [])].join("\n"),
      costOf(declaration, costs),
    );
  }
  const rule = symbols.rules.get(word.text);
  if (rule !== undefined) {
    const doc = [rule.title, ...proseOf(rule)].join("\n\n");
    return hover(`rule ${word.text}`, doc, "", shownCost(costs()?.rules.get(word.text)));
  }
  const fixture = symbols.fixtures.get(word.text);
  if (fixture !== undefined) return hover(`fixture ${word.text}`, "a described user", definitionText(fixture, textOf));
  const row = locals.rows.get(word.text);
  if (row !== undefined)
    return hover(`${word.text} : ${row === "user" ? "user" : SOURCES[row].row}`, "a row named here");
  return builtInHover(word.text, hover);
}

/** Description and story as they stand in the text: a hover is also shown while the pack has errors. */
function proseOf({ metadata }: RuleDecl): readonly string[] {
  const stringsOf = (wanted: string) => {
    const value = metadata.find(({ key }) => key.text === wanted)?.value;
    const elements = value?.kind === "list_literal" ? value.elements : [value];
    return elements.flatMap((element) => (element?.kind === "string_literal" ? [element.value] : []));
  };
  return [...stringsOf("description"), ...stringsOf("story")];
}

function costOf({ kind, name }: NamedDecl, costs: HoverInput["costs"]): string {
  if (kind === "attribute") return shownCost(costs()?.attributes.get(name.text));
  const ofUse = kind === "define" ? costs()?.defines.get(name.text) : undefined;
  return ofUse === undefined ? "" : useCostText(ofUse);
}

function shownCost(cost: Cost | undefined): string {
  return cost === undefined ? "" : costText(cost);
}

const PEERS_DOC = `other users who share something: \`${SHARED_THINGS.map((by) => `peers by ${by}`).join("`, `")}\``;

function builtInHover(word: string, hover: (title: string, doc: string) => Hover): Hover | null {
  if (isFunction(word)) {
    const { doc, example } = FUNCTIONS[word];
    return hover(`${word}${functionDetail(FUNCTIONS[word])}`, `${doc}, as in \`${example}\``);
  }
  if (word === "peers" || word === "peer") return hover(word, PEERS_DOC);
  if (isRowSource(word)) return hover(`source ${word}`, sourceCandidate(word).doc);
  const source = sourceOfRowWord(word);
  if (source !== null) return hover(`row ${word}`, `one of \`${source}\`: ${SOURCES[source].doc}`);
  if (word === "user") return hover("user", "the user being judged");
  if (isEnumName(word)) return hover(`enumeration ${word}`, enumMembers(word).slice(0, 20).join(", "));
  const docs: Readonly<Record<string, WordDoc>> = {
    ...DECLARATION_WORDS,
    ...RULE_WORDS,
    ...TEST_WORDS,
    ...AGGREGATE_WORDS,
    ...CONDITION_WORDS,
  };
  const doc = Object.hasOwn(docs, word) ? docs[word] : undefined;
  if (doc !== undefined) return hover(doc.detail, doc.doc);
  const owner = Object.entries(ENUMERATIONS).find(([, members]) => members.some((member) => member === word));
  return owner === undefined ? null : hover(`${owner[0]}.${word}`, "");
}

function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(FUNCTIONS, word);
}
