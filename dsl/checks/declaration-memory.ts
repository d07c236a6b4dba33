import type { Declaration, SourceFile } from "../ast/declaration.ts";
import type { Span } from "../ast/node.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

type Report = (diagnostic: Diagnostic) => void;

/** A declaration is bound, and an attribute is checked after it was bound: two results that are remembered apart. */
export type Step = "bind" | "check";

/** One check of a pack: every declaration is bound once, or remembered with all that it reported and used. */
export interface DeclarationMemo {
  readonly once: <T>(declaration: Declaration, step: Step, work: (report: Report) => T) => T;
  /** To be told of every use of a declared name. */
  readonly used: (name: string) => void;
  readonly usedNames: ReadonlySet<string>;
}

/** What earlier checks of a pack found out, so that a keystroke binds one file and what depends on it. */
export interface DeclarationMemory {
  /** Begins a check of these trees; those of files that did not change must be the same objects as before. */
  readonly begin: (sources: readonly SourceFile[], text: (span: Span) => string, report: Report) => DeclarationMemo;
  /** Of the built-in pack without what is laid over it, where its declarations mean something else. */
  readonly unchanged: () => DeclarationMemory;
}

interface Outcome {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly usedNames: ReadonlySet<string>;
}

type Contributions = ReadonlyMap<string, readonly Declaration[]>;

/**
 * An outcome is forgotten when a name that the declaration mentions, or one that those mention in turn, has another meaning;
 * one with an error is never kept, for its suggestions look at all names.
 */
export function createDeclarationMemory(): DeclarationMemory {
  const outcomes = new WeakMap<Declaration, Map<Step, Outcome>>();
  const words = new WeakMap<Declaration, ReadonlySet<string>>();
  let before: Contributions = new Map();
  let unchanged: DeclarationMemory | null = null;

  const wordsOf = (declaration: Declaration, text: (span: Span) => string) => {
    const known = words.get(declaration);
    if (known !== undefined) return known;
    // Words of strings and comments, too: `because` names attributes, and a word too many only costs time.
    const found = new Set(text(declaration.span).match(/[A-Za-z_][A-Za-z0-9_]*/g));
    words.set(declaration, found);
    return found;
  };

  return {
    unchanged: () => (unchanged ??= createDeclarationMemory()),
    begin: (sources, text, report) => {
      const declarations = sources.flatMap((file) => file.declarations);
      const now = contributionsOf(declarations);
      const changed = changedNames(before, now);
      before = now;
      if (changed.size > 0) {
        const mentions = declarations.map((each) => ({ each, name: nameIn(each), words: wordsOf(each, text) }));
        spread(changed, mentions);
        for (const { each, words: mentioned } of mentions) if (meets(mentioned, changed)) outcomes.delete(each);
      }
      return createMemo(outcomes, report);
    },
  };
}

function createMemo(outcomes: WeakMap<Declaration, Map<Step, Outcome>>, report: Report): DeclarationMemo {
  const usedNames = new Set<string>();
  const open: Set<string>[] = [];
  const replay = ({ diagnostics, usedNames: own }: Outcome) => {
    for (const found of diagnostics) report(found);
    for (const name of own) usedNames.add(name);
  };
  return {
    once: <T>(declaration: Declaration, step: Step, work: (report: Report) => T): T => {
      const known = outcomes.get(declaration)?.get(step);
      if (known !== undefined) {
        replay(known);
        return known.value as T; // a step of a declaration gives one type of result
      }
      const own = new Set<string>();
      const diagnostics: Diagnostic[] = [];
      open.push(own);
      const value = work((found) => diagnostics.push(found));
      open.pop();
      const outcome: Outcome = { value, diagnostics, usedNames: own };
      replay(outcome);
      if (!diagnostics.some(({ severity }) => severity === "error"))
        outcomes.set(declaration, new Map(outcomes.get(declaration)).set(step, outcome));
      return value;
    },
    used: (name) => (open.at(-1) ?? usedNames).add(name),
    usedNames,
  };
}

/** The declarations that make up the meaning of each name. */
function contributionsOf(declarations: readonly Declaration[]): Contributions {
  const byName = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const name = nameIn(declaration);
    if (name === null) continue;
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [declaration]);
    else others.push(declaration);
  }
  return byName;
}

/** The name whose meaning a declaration is part of; null for a test, which nothing can mention. */
function nameIn(declaration: Declaration): string | null {
  switch (declaration.kind) {
    case "test":
      return null;
    case "rule":
      return declaration.id.text;
    default:
      return declaration.name.text;
  }
}

function changedNames(before: Contributions, now: Contributions): Set<string> {
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return new Set(names.filter((name) => !sameItems(before.get(name) ?? [], now.get(name) ?? [])));
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

interface Mention {
  readonly name: string | null;
  readonly words: ReadonlySet<string>;
}

/** Adds the names that mention a changed one, until there are no more. */
function spread(changed: Set<string>, mentions: readonly Mention[]): void {
  let waiting = mentions.filter(({ name }) => name !== null && !changed.has(name));
  for (let grown = true; grown;) {
    const reached = waiting.filter(({ words }) => meets(words, changed));
    for (const { name } of reached) if (name !== null) changed.add(name);
    waiting = waiting.filter((mention) => !reached.includes(mention));
    grown = reached.length > 0;
  }
}

function meets(words: ReadonlySet<string>, changed: ReadonlySet<string>): boolean {
  const [small, large] = words.size < changed.size ? [words, changed] : [changed, words];
  for (const word of small) if (large.has(word)) return true;
  return false;
}
