export type { Completion, CompletionKind } from "./completion.ts";
export type { Hover } from "./hover.ts";
export { createLanguageService, type LanguageService, type LanguageServiceInput } from "./create-language-service.ts";
export { applyFix } from "../diagnostics/apply-fix.ts";
export type { Diagnostic, Fix, SecondarySpan, TextEdit } from "../diagnostics/diagnostic.ts";
