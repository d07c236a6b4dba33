import { type CodePointSet, includes } from "../../../dsl/regex/code-point-set.ts";
import type { Pattern } from "../../../dsl/regex/pattern.ts";

/** Texts that a pattern describes, one for each outermost alternative, with as little in them as may be. */
export function describedTexts(pattern: Pattern): readonly string[] {
  return pattern.kind === "choice" ? pattern.options.map(describedText) : [describedText(pattern)];
}

function describedText(pattern: Pattern): string {
  switch (pattern.kind) {
    case "set":
      return memberOf(pattern.set);
    case "start":
    case "end":
      return "";
    case "sequence":
      return pattern.parts.map(describedText).join("");
    case "choice":
      return pattern.options.slice(0, 1).map(describedText).join("");
    case "repeat":
      return describedText(pattern.inner).repeat(pattern.min);
  }
}

/** A letter or digit if one fits. */
function memberOf(set: CodePointSet): string {
  const plain = Array.from("a0A- ").find((character) => includes(set, character.charCodeAt(0)));
  return plain ?? String.fromCodePoint(...set.slice(0, 1).map(({ low }) => low));
}
