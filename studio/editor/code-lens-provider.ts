import type { LanguageAnswers } from "./language-answers.ts";
import { rangeOf, sync } from "./models.ts";
import { monaco } from "./monaco.ts";

/** A few words above a rule; a click on them opens a panel. */
export interface RuleLens {
  readonly title: string;
  /** The editor's command that opens it. */
  readonly command: string;
}

export interface LensesProvider {
  readonly provider: monaco.languages.CodeLensProvider;
  /** Asks for the words anew. */
  readonly refresh: () => void;
  readonly dispose: () => void;
}

/** Above the first rule of a file. `lensesOf` is told its path and how many tests the text has. */
export function codeLensProvider(
  port: LanguageAnswers,
  lensesOf: (path: string, tests: number) => readonly RuleLens[],
): LensesProvider {
  const changed = new monaco.Emitter<monaco.languages.CodeLensProvider>();
  const provider: monaco.languages.CodeLensProvider = {
    onDidChange: changed.event,
    provideCodeLenses: async (model) => {
      const path = sync(model, port);
      const symbols = await port.documentSymbols(path);
      const rule = symbols.find(({ kind }) => kind === "rule");
      if (rule === undefined) return { lenses: [], dispose: () => undefined };
      const range = rangeOf(model, rule.selection.start, rule.selection.end);
      const tests = symbols.filter(({ kind }) => kind === "test").length;
      const lenses = lensesOf(path, tests).map(({ title, command }) => ({ range, command: { id: command, title } }));
      return { lenses, dispose: () => undefined };
    },
  };
  return { provider, refresh: () => changed.fire(provider), dispose: () => changed.dispose() };
}
