import type { Span } from "../../ast/node.ts";
import { createLanguageService, type LanguageService } from "../create-language-service.ts";

/** A language service with the caret somewhere. */
export interface MarkedPack {
  readonly service: LanguageService;
  /** The file with the caret. */
  readonly path: string;
  readonly offset: number;
  /** A place as a person reads it: the file, the line (from 1) and the text there. */
  readonly show: (span: Span) => string;
  readonly text: (path: string) => string;
}

/** Opens a pack from texts by path; `|` in one of them marks the caret. A text alone is the file `a.tocsin`. */
export function openMarked(texts: string | Readonly<Record<string, string>>): MarkedPack {
  const files = typeof texts === "string" ? { "a.tocsin": texts } : texts;
  const clean = new Map(Object.entries(files).map(([path, text]) => [path, text.replace("|", "")]));
  const [path = "", marked = ""] =
    Object.entries(files).find(([, text]) => text.includes("|")) ?? Object.entries(files)[0] ?? [];
  const service = createLanguageService({
    files: [...clean].map(([file, text]) => ({ path: file, text })),
    listFiles: new Map(),
  });
  const text = (file: string) => clean.get(file) ?? "";
  return {
    service,
    path,
    offset: Math.max(0, marked.indexOf("|")),
    text,
    show: ({ file, start, end }) =>
      `${file}:${text(file).slice(0, start).split("\n").length} ${text(file).slice(start, end)}`,
  };
}
