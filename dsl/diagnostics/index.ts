export { CATALOG, type DiagnosticCode, type DiagnosticParams } from "./catalog.ts";
export type { Severity } from "./catalog/entry.ts";
export {
  compareDiagnostics,
  diagnostic,
  type Diagnostic,
  type DiagnosticExtras,
  type Fix,
  type SecondarySpan,
  type TextEdit,
} from "./diagnostic.ts";
export { applyFix } from "./apply-fix.ts";
export { codeFrame, type CodeFrameOptions } from "./code-frame.ts";
export { suggest } from "./suggest.ts";
