import type { ListFile, SourceFile } from "../ast/declaration.ts";
import type { Span } from "../ast/node.ts";
import type { BoundPack } from "../binder/bound.ts";
import { collectSymbols } from "../binder/symbols.ts";
import { createEnv } from "../binder/create-env.ts";
import { compareDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseFile } from "../parser/parse-file.ts";
import { bindDeclarations } from "./bind-declarations.ts";
import { withoutEchoes } from "./without-echoes.ts";
import { blameChange, checkChanges, isChanged } from "./changes.ts";
import { createDeclarationMemory, type DeclarationMemory } from "./declaration-memory.ts";
import { distinctDiagnostics } from "./distinct-diagnostics.ts";
import { checkFileNames } from "./file-names.ts";
import { checkLayers, layersOf } from "./layers.ts";
import { runLints } from "./run-lints.ts";

export interface PackFile {
  /** Inside the pack, with `/`. */
  readonly path: string;
  readonly text: string;
  /** True in the pack that Tocsin brings, false in one laid over it (below `user/`); left out in a pack that stands alone. */
  readonly builtin?: boolean | undefined;
}

/** A file whose text was already parsed, so that one keystroke need not parse a pack. */
export interface ParsedFile extends PackFile {
  readonly file: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
  readonly unread: readonly string[];
}

export interface CheckInput {
  readonly files: readonly (PackFile | ParsedFile)[];
  /** The texts of list files by their path inside the pack; those of a pack laid over another stand below `user/` too. */
  readonly listFiles: ReadonlyMap<string, string>;
}

export interface CheckResult {
  /** Null when there is an error. */
  readonly pack: BoundPack | null;
  /** By file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** By path. */
  readonly files: readonly SourceFile[];
}

/**
 * Parses and checks a pack: names, types, missing values, limits, presets and tests. Pure, and the same whatever the order
 * of the files; never throws, whatever their text. With the memory of an earlier check of the pack only what has changed is
 * bound again; the answer is the same.
 *
 * @example
 * checkPack({ files: [{ path: "rules/X01_old.tocsin", text: "rule X01 \"Old\" { when user.event_count > 9 }" }], listFiles: new Map() })
 *   .pack?.rules.map((rule) => rule.id); // ["X01"]
 */
export function checkPack(
  { files, listFiles }: CheckInput,
  memory: DeclarationMemory = createDeclarationMemory(),
): CheckResult {
  const parsed = files.map(parsedFile).toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const diagnostics = parsed.flatMap((file) => file.diagnostics);
  const report = (found: Diagnostic) => diagnostics.push(found);
  const texts = new Map(parsed.map(({ path, text }) => [path, text]));
  const text = ({ file, start, end }: Span) => (texts.get(file) ?? "").slice(start, end);
  const sources = parsed.map(({ file }) => file);

  const symbols = collectSymbols(sources, report);
  checkFileNames(sources, report);
  const layers = layersOf(parsed);
  checkLayers(sources, layers, report);
  checkChanges(symbols, layers, report);
  const memo = memory.begin(sources, text, report);
  const env = createEnv(symbols, text, report, memo);
  const listText = ({ path, span }: ListFile) => listFiles.get(layers.rootOf(span.file) + path);
  const unchanged = isChanged(symbols, layers) ? checkUnchanged({ files: parsed, listFiles }, memory, report) : null;
  const tests = unchanged === null ? symbols.tests : symbols.tests.filter(({ span }) => !layers.builtin(span.file));
  const bound = bindDeclarations(env, { tests, listText, report }, memo);
  const pack = bound && { ...bound, unchanged };
  // a file that does not parse uses names nobody can see: lints about use would be wrong
  const broken = diagnostics.some(({ severity }) => severity === "error");
  runLints({ sources, symbols, usedNames: memo.usedNames, broken, report });

  const unread = new Set(parsed.flatMap((file) => file.unread));
  const unique = distinctDiagnostics(withoutEchoes(diagnostics, { text, texts, unread }))
    .map((found) => blameChange(found, symbols, layers, text))
    .toSorted(compareDiagnostics);
  const failed = unique.some(({ severity }) => severity === "error");
  if (pack === null && !failed) throw new Error("a pack without errors was not bound");
  return { pack: failed ? null : pack, diagnostics: unique, files: sources };
}

/** The built-in pack as it is without what is laid over it. Null when it has errors or is not there. */
function checkUnchanged(
  { files, listFiles }: CheckInput & { readonly files: readonly ParsedFile[] },
  memory: DeclarationMemory,
  report: (found: Diagnostic) => void,
): BoundPack | null {
  const theirs = files.filter(({ builtin }) => builtin === true);
  const { pack, diagnostics } = checkPack({ files: theirs, listFiles }, memory.unchanged());
  for (const found of diagnostics) if (found.severity === "error") report(found);
  return pack;
}

function parsedFile(file: PackFile | ParsedFile): ParsedFile {
  return "file" in file ? file : { ...file, ...parseFile(file) };
}
