import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { elementType, isEnumName } from "../types/field-type.ts";
import { FUNCTIONS } from "../types/functions.ts";
import { isRowSource, sourceOfRowWord } from "../types/row-words.ts";
import type { NamingDecl } from "./symbols.ts";

export const RULE_ID = /^[A-Z]\d{2,3}$/;
const CONSTANT = /^[A-Z][A-Z0-9_]{2,}$/;
const SNAKE = /^[a-z][a-z0-9_]*$/;

/** What is wrong with the name of a declaration: its shape, or that the language already uses the word. */
export function nameProblem(declaration: NamingDecl): Diagnostic | null {
  const { text: name, span } = declaration.kind === "rule" ? declaration.id : declaration.name;
  if (name === "") return null;
  if (declaration.kind === "rule") {
    if (RULE_ID.test(name)) return null;
    return diagnostic("TC0103", span, {
      name,
      kind: "rule",
      shape: "by a capital letter and two or three digits such as `X01`",
    });
  }
  if (declaration.kind === "const") {
    if (CONSTANT.test(name) && !RULE_ID.test(name)) return null;
    const shape = "in capitals with at least three characters such as `MAX_AGE`, unlike a rule id";
    return diagnostic("TC0103", span, { name, kind: "constant", shape });
  }
  const kind = declaration.kind;
  if (!SNAKE.test(name))
    return diagnostic("TC0103", span, { name, kind, shape: "in small letters such as `new_device`" });
  const meaning = kind === "preset" || kind === "fixture" ? null : reservedMeaning(name);
  return meaning === null ? null : diagnostic("TC0114", span, { name, meaning });
}

/** What a word already means in the language; null when it is free. */
export function reservedMeaning(name: string): string | null {
  if (Object.hasOwn(FUNCTIONS, name)) return "a function";
  if (name === "user" || name === "peers" || isRowSource(name)) return "a source";
  if (isEnumName(name)) return "an enumeration";
  if (name === "peer" || sourceOfRowWord(name) !== null) return "the word for a row";
  if (elementType(name) !== null || name === "list" || name === "map") return "a type";
  return null;
}
