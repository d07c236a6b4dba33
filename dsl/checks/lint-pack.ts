import type { Span } from "../ast/node.ts";
import { collectSymbols } from "../binder/symbols.ts";
import { compareDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { createReasoner } from "../reason/create-reasoner.ts";
import type { CheckResult } from "./check-pack.ts";
import { distinctDiagnostics } from "./distinct-diagnostics.ts";
import { alwaysTrue } from "./lints/always-true.ts";
import { coveredNetwork } from "./lints/covered-network.ts";
import { conflictingLines } from "./lints/conflicting-lines.ts";
import { exhaustiveAlternatives } from "./lints/exhaustive-alternatives.ts";
import { expiredException } from "./lints/expired-exception.ts";
import { findIn, rootsInPack } from "./lints/find-in-pack.ts";
import { impossibleEntry } from "./lints/impossible-entry.ts";
import { impliedRules } from "./lints/implied-rules.ts";
import { needlessLine } from "./lints/needless-line.ts";
import { neverTrue } from "./lints/never-true.ts";
import type { PackLintContext } from "./lints/pack-lint-context.ts";
import { readRules } from "./lints/read-rules.ts";
import { repeatedEntry } from "./lints/repeated-entry.ts";
import { repeatedLine } from "./lints/repeated-line.ts";
import { unreachableThreshold } from "./lints/unreachable-threshold.ts";
import { unusedParameter } from "./lints/unused-parameter.ts";
import { unusedRowName } from "./lints/unused-row-name.ts";
import { uselessException } from "./lints/useless-exception.ts";

/** One lint a file; their order does not matter. */
const PACK_LINTS: readonly ((context: PackLintContext) => void)[] = [
  neverTrue,
  alwaysTrue,
  conflictingLines,
  exhaustiveAlternatives,
  needlessLine,
  repeatedLine,
  impliedRules,
  uselessException,
  repeatedEntry,
  impossibleEntry,
  coveredNetwork,
  unreachableThreshold,
  expiredException,
  unusedParameter,
  unusedRowName,
];

export interface LintInput {
  readonly checked: CheckResult;
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch; null where lints about time are to be silent. */
  readonly at: number | null;
}

/**
 * What takes a look at a whole pack, and more time than an editor has between two keys: conditions that decide nothing,
 * rules that other rules cover, thresholds that no score reaches. Silent while the pack has errors.
 */
export function lintPack({ checked: { pack, files }, texts, at }: LintInput): readonly Diagnostic[] {
  if (pack === null) return [];
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => found.push(diagnostic);
  const text = ({ file, start, end }: Span) => (texts.get(file) ?? "").slice(start, end);
  const reasoner = createReasoner(pack.attributes);
  const roots = rootsInPack(pack);
  const context: PackLintContext = {
    pack,
    sources: files,
    // every clash of names is an error, and this pack has none
    symbols: collectSymbols(files, () => {}),
    rules: readRules(pack, reasoner),
    roots,
    findings: findIn(roots, reasoner),
    rangeOf: reasoner.rangeOf,
    at,
    text,
    report,
  };
  for (const lint of PACK_LINTS) lint(context);
  return distinctDiagnostics(found).toSorted(compareDiagnostics);
}
