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
    diagnostics: (path) => service.diagnostics(path),
    completions: (path, offset) => service.completions(path, offset),
    hover: (path, offset) => service.hover(path, offset),
    format: (path) => service.format(path),
    definition: (path, offset) => service.definition(path, offset),
  };
}
