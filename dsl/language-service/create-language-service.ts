import type { Span } from "../ast/node.ts";
import { collectSymbols, type Symbols } from "../binder/symbols.ts";
import { checkPack, type CheckResult, type PackFile, type ParsedFile } from "../checks/check-pack.ts";
import { createDeclarationMemory } from "../checks/declaration-memory.ts";
import { declarationCosts, type DeclarationCosts } from "../cost/index.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatFile } from "../format/index.ts";
import { parseFile } from "../parser/parse-file.ts";
import { codeActionsIn, type CodeAction } from "./code-actions.ts";
import type { Completion } from "./completion.ts";
import { completionsAt } from "./completions.ts";
import { definitionAt } from "./definition.ts";
import { documentSymbols, type DocumentSymbol } from "./document-symbols.ts";
import { foldingRanges, type FoldingRange } from "./folding.ts";
import { hoverAt, type Hover } from "./hover.ts";
import { inlayHints, type InlayHint } from "./inlay-hints.ts";
import type { Occurrence } from "./occurrence.ts";
import { occurrencesIn } from "./occurrences.ts";
import type { PackView } from "./pack-view.ts";
import { referencesAt } from "./references.ts";
import { renameAt, renameSpanAt, type Rename } from "./rename.ts";
import { semanticTokens, type SemanticToken } from "./semantic-tokens.ts";
import { signatureAt, type SignatureHelp } from "./signature-help.ts";

/** What an editor asks about a pack. Offsets count UTF-16 units; unknown paths give empty answers. */
export interface LanguageService {
  /** Adds or replaces the text of a file; only this file is parsed again. */
  readonly update: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /** The text of a file as it was told last; null for an unknown path. */
  readonly text: (path: string) => string | null;
  /** Problems of one file, by place. */
  readonly diagnostics: (path: string) => readonly Diagnostic[];
  readonly completions: (path: string, offset: number) => readonly Completion[];
  readonly hover: (path: string, offset: number) => Hover | null;
  readonly signatureHelp: (path: string, offset: number) => SignatureHelp | null;
  /** Where the name at the place is declared. */
  readonly definition: (path: string, offset: number) => Span | null;
  /** Where else it is named, in all files, its declaration included. */
  readonly references: (path: string, offset: number) => readonly Span[];
  /** The word that a rename would change; null where nothing can be renamed. */
  readonly renameSpan: (path: string, offset: number) => Span | null;
  readonly rename: (path: string, offset: number, name: string) => Rename;
  /** Repairs of the problems that touch the range. */
  readonly codeActions: (path: string, start: number, end: number) => readonly CodeAction[];
  readonly semanticTokens: (path: string) => readonly SemanticToken[];
  readonly foldingRanges: (path: string) => readonly FoldingRange[];
  readonly inlayHints: (path: string) => readonly InlayHint[];
  readonly documentSymbols: (path: string) => readonly DocumentSymbol[];
  /** The declarations of all files; the span of each says which file it is in. */
  readonly allSymbols: () => readonly DocumentSymbol[];
  /** The canonical text of a file; null when it has a syntax error. */
  readonly format: (path: string) => string | null;
}

export interface LanguageServiceInput {
  readonly files: readonly PackFile[];
  /** The texts of list files by their path inside the pack. */
  readonly listFiles: ReadonlyMap<string, string>;
}

/** Runs anywhere, a web worker too: no files, no network, no clock. */
export function createLanguageService({ files, listFiles }: LanguageServiceInput): LanguageService {
  const opened = new Map<string, OpenedFile>(files.map((file) => [file.path, open(file)]));
  // a file that an editor adds belongs to the user's layer, if there are layers
  const added = files.some(({ builtin }) => builtin !== undefined) ? false : undefined;
  const memory = createDeclarationMemory();
  let checked: CheckResult | null = null;
  let declared: Symbols | null = null;
  let counted: DeclarationCosts | null = null;

  const check = () => (checked ??= checkPack({ files: [...opened.values()], listFiles }, memory));
  const symbols = () => (declared ??= symbolsOf([...opened.values()]));
  const costs = () => {
    const { pack } = check();
    return pack && (counted ??= declarationCosts(pack));
  };
  const textOf = ({ file, start, end }: Span) => (opened.get(file)?.text ?? "").slice(start, end);
  const forget = () => {
    checked = null;
    declared = null;
    counted = null;
  };
  const diagnostics = (path: string) => check().diagnostics.filter(({ span }) => span.file === path);
  const view = (): PackView => ({
    paths: [...opened.keys()],
    symbols: symbols(),
    occurrences: (path) => opened.get(path)?.occurrences() ?? [],
    textOf,
  });
  const at = (path: string, offset: number) => {
    const file = opened.get(path);
    return file === undefined ? null : { path, text: file.text, offset, symbols: symbols(), textOf };
  };

  return {
    update: (path, text) => {
      const known = opened.get(path);
      if (known?.text === text) return;
      opened.set(path, open({ path, text, builtin: known === undefined ? added : known.builtin }));
      forget();
    },
    remove: (path) => {
      if (opened.delete(path)) forget();
    },
    text: (path) => opened.get(path)?.text ?? null,
    diagnostics,
    completions: (path, offset) => {
      const input = at(path, offset);
      return input === null ? [] : completionsAt(input);
    },
    hover: (path, offset) => {
      const input = at(path, offset);
      return input && hoverAt({ ...input, costs });
    },
    signatureHelp: (path, offset) => {
      const input = at(path, offset);
      return input && signatureAt(input);
    },
    definition: (path, offset) => definitionAt(view(), path, offset),
    references: (path, offset) => referencesAt(view(), path, offset),
    renameSpan: (path, offset) => renameSpanAt(view(), path, offset),
    rename: (path, offset, name) => renameAt(view(), path, offset, name),
    codeActions: (path, start, end) => codeActionsIn(diagnostics(path), start, end),
    semanticTokens: (path) => semanticTokens(opened.get(path)?.occurrences() ?? [], symbols()),
    foldingRanges: (path) => foldingRanges(opened.get(path)?.text ?? ""),
    inlayHints: (path) => {
      const file = opened.get(path);
      return file === undefined ? [] : inlayHints({ file: file.file, symbols: symbols(), textOf });
    },
    documentSymbols: (path) => {
      const file = opened.get(path);
      return file === undefined ? [] : documentSymbols(file.file);
    },
    allSymbols: () => [...opened.values()].flatMap(({ file }) => documentSymbols(file)),
    format: (path) => {
      const file = opened.get(path);
      if (file === undefined || file.diagnostics.some(({ severity }) => severity === "error")) return null;
      return formatFile(file.file, file.text);
    },
  };
}

/** A file with all that follows from its own text; kept until that changes. */
interface OpenedFile extends ParsedFile {
  readonly occurrences: () => readonly Occurrence[];
}

function open(file: PackFile): OpenedFile {
  const parsed = parseFile(file);
  let found: readonly Occurrence[] | undefined;
  return { ...file, ...parsed, occurrences: () => (found ??= occurrencesIn(parsed.file, file.text)) };
}

function symbolsOf(files: readonly ParsedFile[]): Symbols {
  return collectSymbols(
    files.map(({ file }) => file),
    () => {},
  );
}
