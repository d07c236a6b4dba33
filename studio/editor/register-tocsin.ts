import { codeActionProvider } from "./code-action-provider.ts";
import { completionProvider } from "./completion-provider.ts";
import { definitionProvider } from "./definition-provider.ts";
import { documentSymbolsProvider } from "./document-symbols-provider.ts";
import { foldingProvider } from "./folding-provider.ts";
import { formattingProvider } from "./formatting-provider.ts";
import { hoverProvider } from "./hover-provider.ts";
import { inlayHintsProvider } from "./inlay-hints-provider.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { monaco } from "./monaco.ts";
import { referenceProvider } from "./reference-provider.ts";
import { renameProvider } from "./rename-provider.ts";
import { semanticTokensProvider } from "./semantic-tokens-provider.ts";
import { signatureProvider } from "./signature-provider.ts";
import { TOCSIN } from "./tocsin-id.ts";

/** Connects the editor's features to the language service until disposed. */
export function registerTocsin(port: LanguageAnswers): monaco.IDisposable {
  const { languages } = monaco;
  const registered = [
    languages.registerCompletionItemProvider(TOCSIN, completionProvider(port)),
    languages.registerHoverProvider(TOCSIN, hoverProvider(port)),
    languages.registerSignatureHelpProvider(TOCSIN, signatureProvider(port)),
    languages.registerDefinitionProvider(TOCSIN, definitionProvider(port)),
    languages.registerReferenceProvider(TOCSIN, referenceProvider(port)),
    languages.registerRenameProvider(TOCSIN, renameProvider(port)),
    languages.registerDocumentSemanticTokensProvider(TOCSIN, semanticTokensProvider(port)),
    languages.registerFoldingRangeProvider(TOCSIN, foldingProvider(port)),
    languages.registerInlayHintsProvider(TOCSIN, inlayHintsProvider(port)),
    languages.registerDocumentSymbolProvider(TOCSIN, documentSymbolsProvider(port)),
    languages.registerDocumentFormattingEditProvider(TOCSIN, formattingProvider(port)),
    languages.registerCodeActionProvider(TOCSIN, codeActionProvider(port), { providedCodeActionKinds: ["quickfix"] }),
  ];
  return { dispose: () => registered.forEach((one) => one.dispose()) };
}
