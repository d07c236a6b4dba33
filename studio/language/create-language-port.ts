import { createLanguageService } from "../../dsl/language-service/index.ts";
import type { LanguagePort } from "./language-port.ts";

/** Puts the language service behind the port; before the first `load` the pack is empty. */
export function createLanguagePort(): LanguagePort {
  let service = createLanguageService({ files: [], listFiles: new Map() });
  return {
    load: (files, lists) => {
      service = createLanguageService({ files, listFiles: new Map(lists.map(({ path, text }) => [path, text])) });
    },
    update: ({ path, text }) => service.update(path, text),
    text: (path) => service.text(path),
    diagnostics: (path) => service.diagnostics(path),
    completions: (path, offset) => service.completions(path, offset),
    hover: (path, offset) => service.hover(path, offset),
    signatureHelp: (path, offset) => service.signatureHelp(path, offset),
    definition: (path, offset) => service.definition(path, offset),
    references: (path, offset) => service.references(path, offset),
    renameSpan: (path, offset) => service.renameSpan(path, offset),
    rename: (path, offset, name) => service.rename(path, offset, name),
    codeActions: (path, start, end) => service.codeActions(path, start, end),
    semanticTokens: (path) => service.semanticTokens(path),
    foldingRanges: (path) => service.foldingRanges(path),
    inlayHints: (path) => service.inlayHints(path),
    documentSymbols: (path) => service.documentSymbols(path),
    allSymbols: () => service.allSymbols(),
    format: (path) => service.format(path),
  };
}
