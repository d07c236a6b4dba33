import type { Span } from "../ast/node.ts";
import type { Symbols } from "../binder/symbols.ts";
import { FUNCTIONS, type FunctionName } from "../types/functions.ts";
import { typeRefText } from "./describe-symbol.ts";
import { AGGREGATE_WORDS } from "./keywords.ts";
import { isQuiet, scan, type Piece } from "./scan.ts";

/** What a call around the place takes. */
export interface SignatureHelp {
  /** `is_new(d: device)`. */
  readonly label: string;
  readonly doc: string;
  /** The parameters as parts of the label: half-open ranges of UTF-16 offsets. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  /** Of the argument that is being written; the last one for a function that repeats it. */
  readonly active: number;
}

export interface SignatureHelpInput {
  readonly text: string;
  readonly offset: number;
  readonly symbols: Symbols;
  readonly textOf: (span: Span) => string;
}

/** The innermost call whose parentheses are open at the place; null outside of calls. Works while the line is typed. */
export function signatureAt({ text, offset, symbols }: SignatureHelpInput): SignatureHelp | null {
  const pieces = scan(text);
  if (isQuiet(pieces, offset)) return null;
  const call = openCall(pieces.filter(({ kind, end }) => kind !== "comment" && end <= offset));
  return call && (declaredCall(call, symbols) ?? functionCall(call) ?? aggregateCall(call));
}

interface OpenCall {
  readonly callee: string;
  readonly argument: number;
}

function openCall(before: readonly Piece[]): OpenCall | null {
  let depth = 0;
  let argument = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const { text } = before[at] ?? { text: "" };
    if (text === ")" || text === "]") depth += 1;
    else if (text === "[" && depth === 0) argument = 0;
    else if (text === "[") depth -= 1;
    // a call ends with its line or block: braces never stand inside one
    else if (text === "{" || text === "}") return null;
    else if (text === "," && depth === 0) argument += 1;
    else if (text === "(" && depth > 0) depth -= 1;
    else if (text === "(") {
      const callee = before[at - 1];
      if (callee?.kind === "word") return { callee: callee.text, argument };
      argument = 0;
    }
  }
  return null;
}

function declaredCall({ callee, argument }: OpenCall, { named }: Symbols): SignatureHelp | null {
  const declaration = named.get(callee);
  if (declaration?.kind !== "define") return null;
  const params = declaration.params.map(({ name, type }) => `${name.text}: ${typeRefText(type)}`);
  return signature({ callee, params, result: "", doc: declaration.doc ?? "", active: argument });
}

function functionCall({ callee, argument }: OpenCall): SignatureHelp | null {
  if (!isFunction(callee)) return null;
  const { params, variadic, result, optional, doc, example } = FUNCTIONS[callee];
  return signature({
    callee,
    params: params.map((type, index) => (variadic && index === params.length - 1 ? `${type}, …` : type)),
    result: ` → ${result}${optional ? "?" : ""}`,
    doc: `${doc}, as in \`${example}\``,
    active: variadic ? Math.min(argument, params.length - 1) : argument,
  });
}

function aggregateCall({ callee }: OpenCall): SignatureHelp | null {
  const docs: Readonly<Record<string, { readonly detail: string; readonly doc: string }>> = AGGREGATE_WORDS;
  const word = Object.hasOwn(docs, callee) ? docs[callee] : undefined;
  return word === undefined ? null : { label: word.detail, doc: word.doc, parameters: [], active: 0 };
}

interface Parts {
  readonly callee: string;
  readonly params: readonly string[];
  readonly result: string;
  readonly doc: string;
  readonly active: number;
}

function signature({ callee, params, result, doc, active }: Parts): SignatureHelp {
  let label = `${callee}(`;
  const parameters = params.map((param, index) => {
    if (index > 0) label += ", ";
    const start = label.length;
    label += param;
    return [start, label.length] as const;
  });
  return { label: `${label})${result}`, doc, parameters, active };
}

function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(FUNCTIONS, word);
}
