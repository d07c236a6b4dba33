import type { Name } from "../ast/node.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { peersBy } from "../types/row-words.ts";
import { SHARED_THINGS, type PeerSource } from "../types/sources.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** `peers by ip` and `peer by ip`: the rows are other users, by what they share. */
export function bindShared(word: Name, by: Name | null, scope: Scope): PeerSource | null {
  if (by === null) {
    const { span } = word;
    const edit = { span, text: `${word.text} by ip` };
    scope.report(diagnostic("TC0241", span, { word: word.text }, { fixes: [{ title: "by address", edits: [edit] }] }));
    return null;
  }
  const source = peersBy(by.text);
  if (source !== null || by.text === "") return source;
  const suggestion = suggest(by.text, SHARED_THINGS);
  scope.report(
    diagnostic("TC0242", by.span, { thing: by.text, suggestion }, { fixes: suggestionFix(by.span, suggestion) }),
  );
  return null;
}

/** Rows of the user alone are not shared. */
export function mayShare(word: Name, by: Name | null, scope: Scope): boolean {
  if (by === null) return true;
  scope.report(diagnostic("TC0243", by.span, { word: word.text }));
  return false;
}
