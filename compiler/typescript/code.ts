import { marked } from "../shown/marks.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";

/** How tightly a fragment holds together, loosest first; a fragment is put in parentheses where its place asks for more. */
export const LEVEL = { choice: 0, or: 1, and: 2, compare: 3, add: 4, multiply: 5, unary: 6, primary: 7 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/**
 * A fragment of emitted code. Fragments are made of fragments, of literals escaped by `literal` and of names given out by
 * `createNames`: text of a rule's author never becomes code.
 */
export interface Code {
  readonly text: string;
  readonly level: Level;
  /** Of `x ?? null`: the `x`, for a place that has another answer to "missing". */
  readonly bare?: Code;
}

/** A fragment from our own template; what stands in it is code already. Primary unless `at` says otherwise. */
export function js(parts: TemplateStringsArray, ...holes: readonly (Code | number)[]): Code {
  const text = parts.reduce((done, part, i) => done + textOf(holes[i - 1]) + part);
  return { text, level: LEVEL.primary };
}

export function at(level: Level, code: Code): Code {
  return { text: code.text, level };
}

/** `undefined` is missing too: `null` everywhere else. */
/** The fragment, marked as coming from a part of a rule. */
export function from(origin: number | null, code: Code): Code {
  if (origin === null) return code;
  const { text, level, bare } = code;
  return { text: marked(text, origin), level, ...(bare !== undefined && { bare: from(origin, bare) }) };
}

export function orNull(code: Code): Code {
  return { text: `${code.text} ?? null`, level: LEVEL.choice, bare: code };
}

/** The fragment, in parentheses if it holds together less than `level`. */
export function tight(code: Code, level: Level): Code {
  return code.level >= level ? code : { text: `(${code.text})`, level: LEVEL.primary };
}

export function join(codes: readonly Code[], separator: string, level: Level = LEVEL.primary): Code {
  return { text: codes.map(({ text }) => text).join(separator), level };
}

/** A name that `createNames` gave out, or one of our own. */
export function name(text: string): Code {
  if (!/^[A-Za-z_$][\w$]*$/.test(text)) throw new Error(`invariant: ${JSON.stringify(text)} is no identifier`);
  return { text, level: LEVEL.primary };
}

/** The one place where a value becomes code. JSON is JavaScript, but for two line separators that old parsers refuse. */
export function literal(value: Scalar): Code {
  const text = JSON.stringify(value)
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
  return { text, level: typeof value === "number" && value < 0 ? LEVEL.unary : LEVEL.primary };
}

/** Text of an author inside a comment: one line, never the end of the comment. */
export function comment(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ").replaceAll("*/", "* /");
}

function textOf(hole: Code | number | undefined): string {
  if (hole === undefined) throw new Error("invariant: a template has as many holes as gaps");
  return typeof hole === "number" ? String(hole) : hole.text;
}
