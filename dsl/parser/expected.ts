import { EOF, type IParserErrorMessageProvider, type IToken, type TokenType } from "chevrotain";
import * as t from "./tokens.ts";

/** Rules in the words of an author, for the places where several things could stand. */
const RULE_WORDS: ReadonlyMap<string, string> = new Map([
  ["primary", "a value"],
  ["operand", "a value"],
  ["expression", "a value"],
  ["tail", "an operator"],
  ["sequenceLine", "`step`, `then` or `until`"],
  ["isTail", "`missing`, `present` or `new`"],
  ["aggregate", "a source, as in `count(events)`"],
  ["ruleMember", "`when`, `except` or a line such as `severity high`"],
  ["presetMember", "`review`, `blacklist`, `description` or a rule and its weight"],
  ["threshold", "`at or below` and a score, or `off`"],
  ["testMember", "`as of`, `given`, `expect` or a row of a table"],
]);

/** Chevrotain's messages become only what was expected; the diagnostic says the rest. */
export const expectedProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => wordsOf(expected),
  buildNotAllInputParsedMessage: () => "the end of the declaration",
  buildNoViableAltMessage: ({ ruleName, customUserDescription }) =>
    customUserDescription ?? RULE_WORDS.get(ruleName) ?? "something else",
  buildEarlyExitMessage: ({ ruleName, customUserDescription }) =>
    customUserDescription ?? RULE_WORDS.get(ruleName) ?? "something else",
};

export function wordsOf(type: TokenType): string {
  if (type === t.Name || type === t.Identifier) return "a name";
  if (type === t.Word) return "a word";
  return type.LABEL ?? type.name;
}

/** A token as a message names it. */
export function quoteToken(token: IToken): string {
  if (token.tokenType === EOF || (token.image === "" && Number.isNaN(token.startOffset)))
    return "the end of the declaration";
  if (token.tokenType === t.Newline) return "the end of the line";
  if (token.image === "") return `\`${String(token.tokenType.LABEL ?? "").replaceAll("`", "")}\``;
  return `\`${token.image.length > 40 ? `${token.image.slice(0, 37)}...` : token.image}\``;
}
