import type { Remote } from "comlink";
import type { Diagnostic } from "../../dsl/language-service/index.ts";
import type { LanguagePort } from "../language/language-port.ts";
import { codeActionProvider } from "./code-action-provider.ts";
import { completionProvider } from "./completion-provider.ts";
import { definitionProvider } from "./definition-provider.ts";
import { formattingProvider } from "./formatting-provider.ts";
import { hoverProvider } from "./hover-provider.ts";
import { monaco } from "./monaco.ts";
import { TOCSIN } from "./tocsin-id.ts";

/** The port as the editor sees it: every answer is a promise. */
export type LanguageAnswers = Pick<Remote<LanguagePort>, "update" | "completions" | "hover" | "format" | "definition">;

/** Connects the editor's features to the language service until disposed. */
export function registerTocsin(port: LanguageAnswers, problems: () => readonly Diagnostic[]): monaco.IDisposable {
  const registered = [
    monaco.languages.registerCompletionItemProvider(TOCSIN, completionProvider(port)),
    monaco.languages.registerHoverProvider(TOCSIN, hoverProvider(port)),
    monaco.languages.registerDocumentFormattingEditProvider(TOCSIN, formattingProvider(port)),
    monaco.languages.registerDefinitionProvider(TOCSIN, definitionProvider(port)),
    monaco.languages.registerCodeActionProvider(TOCSIN, codeActionProvider(problems), {
      providedCodeActionKinds: ["quickfix"],
    }),
  ];
  return { dispose: () => registered.forEach((one) => one.dispose()) };
}
