import type { Span } from "../ast/node.ts";
import { collectSymbols, nameOf, type Symbols } from "../binder/symbols.ts";
import { checkPack, type CheckResult, type PackFile, type ParsedFile } from "../checks/check-pack.ts";
import { createDeclarationMemory } from "../checks/declaration-memory.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatFile } from "../format/index.ts";
import { parseFile } from "../parser/parse-file.ts";
import type { Completion } from "./completion.ts";
import { completionsAt } from "./completions.ts";
import { hoverAt, type Hover } from "./hover.ts";
import { scan } from "./scan.ts";

/** What an editor asks about a pack. Offsets count UTF-16 units; unknown paths give empty answers. */
export interface LanguageService {
  /** Adds or replaces the text of a file; only this file is parsed again. */
  readonly update: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /** Problems of one file, by place. */
  readonly diagnostics: (path: string) => readonly Diagnostic[];
  readonly completions: (path: string, offset: number) => readonly Completion[];
  readonly hover: (path: string, offset: number) => Hover | null;
  /** The canonical text of a file; null when it has a syntax error. */
  readonly format: (path: string) => string | null;
  /** Where the name at the place is declared. */
  readonly definition: (path: string, offset: number) => Span | null;
}

export interface LanguageServiceInput {
  readonly files: readonly PackFile[];
  /** The texts of list files by their path inside the pack. */
  readonly listFiles: ReadonlyMap<string, string>;
}

/** Runs anywhere, a web worker too: no files, no network, no clock. */
export function createLanguageService({ files, listFiles }: LanguageServiceInput): LanguageService {
  const parsed = new Map<string, ParsedFile>(files.map((file) => [file.path, parse(file)]));
  // a file that an editor adds belongs to the user's layer, if there are layers
  const added = files.some(({ builtin }) => builtin !== undefined) ? false : undefined;
  const memory = createDeclarationMemory();
  let checked: CheckResult | null = null;
  let symbols: Symbols | null = null;

  const check = () => (checked ??= checkPack({ files: [...parsed.values()], listFiles }, memory));
  const declared = () =>
    (symbols ??= collectSymbols(
      [...parsed.values()].map(({ file }) => file),
      () => {},
    ));
  const textOf = ({ file, start, end }: Span) => (parsed.get(file)?.text ?? "").slice(start, end);
  const forget = () => {
    checked = null;
    symbols = null;
  };
  const at = (path: string, offset: number) => {
    const file = parsed.get(path);
    return file === undefined ? null : { path, text: file.text, offset, symbols: declared(), textOf };
  };

  return {
    update: (path, text) => {
      const known = parsed.get(path);
      if (known?.text === text) return;
      parsed.set(path, parse({ path, text, builtin: known === undefined ? added : known.builtin }));
      forget();
    },
    remove: (path) => {
      if (parsed.delete(path)) forget();
    },
    diagnostics: (path) => check().diagnostics.filter(({ span }) => span.file === path),
    completions: (path, offset) => {
      const input = at(path, offset);
      return input === null ? [] : completionsAt(input);
    },
    hover: (path, offset) => {
      const input = at(path, offset);
      return input && hoverAt(input);
    },
    format: (path) => {
      const file = parsed.get(path);
      if (file === undefined || file.diagnostics.some(({ severity }) => severity === "error")) return null;
      return formatFile(file.file, file.text);
    },
    definition: (path, offset) => {
      const input = at(path, offset);
      return input && definitionAt(input.text, offset, input.symbols);
    },
  };
}

function parse(file: PackFile): ParsedFile {
  return { ...file, ...parseFile(file) };
}

function definitionAt(text: string, offset: number, { named, rules }: Symbols): Span | null {
  const word = scan(text).find(({ kind, start, end }) => kind === "word" && start <= offset && offset <= end);
  // a field belongs to the language, not to the pack
  if (word === undefined || text[word.start - 1] === ".") return null;
  const declaration = named.get(word.text) ?? rules.get(word.text);
  return declaration === undefined ? null : nameOf(declaration).span;
}
