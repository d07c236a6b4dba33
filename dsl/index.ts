export type { SourceFile } from "./ast/declaration.ts";
export type { Span } from "./ast/node.ts";
export type {
  BoundCase,
  BoundPack,
  BoundPreset,
  BoundRule,
  BoundTest,
  RuleMetadata,
  Scalar,
  Severity,
} from "./binder/bound.ts";
export { NAMED_WEIGHTS } from "./binder/bind-preset.ts";
export { DEFAULT_TEST_AS_OF } from "./binder/bind-test.ts";
export { becauseNames } from "./because/because-parts.ts";
export { renderBecause, type BecauseValue } from "./because/render-because.ts";
export { valueText } from "./because/value-text.ts";
export { checkPack, type CheckInput, type CheckResult, type PackFile, type ParsedFile } from "./checks/check-pack.ts";
export { USER_ROOT } from "./checks/layers.ts";
export { COST_CLASSES, type Cost, type CostClass, packCosts } from "./cost/index.ts";
export { applyFix, codeFrame, compareDiagnostics, type Diagnostic, type Fix } from "./diagnostics/index.ts";
export { format, formatFile } from "./format/index.ts";
export { parseFile } from "./parser/parse-file.ts";
export { buildUser } from "./testing/build-user.ts";
export type { UserInput } from "./testing/user-input.ts";
export { extendSession, opensSession, type SessionState } from "./types/session-rule.ts";
export type { UserContext } from "./types/user-context.ts";
