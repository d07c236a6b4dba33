import type { Hover } from "../../dsl/language-service/index.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { rangeOf, sync } from "./models.ts";
import type { monaco } from "./monaco.ts";
import { TOCSIN } from "./tocsin-id.ts";

/** Type, documentation, definition and cost of the word under the pointer. */
export function hoverProvider(port: LanguageAnswers): monaco.languages.HoverProvider {
  return {
    provideHover: async (model, position, token) => {
      const path = sync(model, port);
      const hover = await port.hover(path, model.getOffsetAt(position));
      if (hover === null || token.isCancellationRequested) return null;
      return { contents: contentsOf(hover), range: rangeOf(model, hover.span.start, hover.span.end) };
    },
  };
}

/** The declaration as it is written says more than its first line, and usually carries the documentation itself. */
function contentsOf({ title, doc, definition, cost }: Hover): monaco.IMarkdownString[] {
  const code = definition === "" ? title : definition;
  return [codeBlock(code), code.includes(doc) ? "" : doc, cost].filter(Boolean).map((value) => ({ value }));
}

/** A fence longer than any run of back-ticks inside, so that rule text cannot end it. */
function codeBlock(code: string): string {
  const runs = code.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${TOCSIN}\n${code}\n${fence}`;
}
