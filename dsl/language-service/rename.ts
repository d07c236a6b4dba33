import type { Span } from "../ast/node.ts";
import { nameProblem, reservedMeaning } from "../binder/naming.ts";
import type { NamingDecl, Symbols } from "../binder/symbols.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { RESERVED } from "../parser/tokens.ts";
import { ENUMERATIONS } from "../types/enumerations.ts";
import { declarationOf } from "./definition.ts";
import { occurrenceAt, type Target } from "./occurrence.ts";
import type { PackView } from "./pack-view.ts";
import { sameThing } from "./references.ts";

/** The edits of a rename, in all files; or why there are none, in a sentence for the author. */
export type Rename =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  | { readonly kind: "refused"; readonly reason: string };

/** The word that a rename at this place would change; null where nothing can be renamed. */
export function renameSpanAt(view: PackView, path: string, offset: number): Span | null {
  const found = occurrenceAt(view.occurrences(path), offset);
  if (found === null || declarationOf(found.target, view.symbols) === null) return null;
  return found.span;
}

/** Gives what is named at the place another name wherever it is used. Refused where the meaning of a text would change. */
export function renameAt(view: PackView, path: string, offset: number, name: string): Rename {
  const found = occurrenceAt(view.occurrences(path), offset);
  const places = sameThing(view, path, offset);
  if (found === null || places.length === 0) return refused("nothing is declared here that could be renamed");
  if (name === found.target.name) return { kind: "edits", edits: [] };
  const problem =
    shapeProblem(found.target, name, view.symbols) ??
    clash(found.target, name, places, view) ??
    mixUp(found.target, name);
  if (problem !== null) return refused(problem);
  return { kind: "edits", edits: places.map(({ span }) => ({ span, text: name })) };
}

function refused(reason: string): Rename {
  return { kind: "refused", reason };
}

function shapeProblem(target: Target, name: string, { named, rules, presets, fixtures }: Symbols): string | null {
  if (Object.hasOwn(RESERVED, name)) return `\`${name}\` is a word of the language`;
  if (target.kind === "local" || target.kind === "field") {
    const meaning = reservedMeaning(name);
    if (!/^[a-z][a-z0-9_]*$/.test(name)) return "a parameter or row is named in small letters such as `first_login`";
    return meaning === null ? null : `\`${name}\` is ${meaning}`;
  }
  const tables = { named, rule: rules, preset: presets, fixture: fixtures };
  const declaration = tables[target.kind].get(target.name);
  return declaration === undefined ? null : (nameProblem(withName(declaration, name))?.message ?? null);
}

function withName(declaration: NamingDecl, text: string): NamingDecl {
  return declaration.kind === "rule"
    ? { ...declaration, id: { ...declaration.id, text } }
    : { ...declaration, name: { ...declaration.name, text } };
}

/** Another thing has the name already, or a local of that name would come between. */
function clash(
  target: Target,
  name: string,
  places: readonly { readonly span: Span }[],
  view: PackView,
): string | null {
  const { named, rules, presets, fixtures } = view.symbols;
  const tables = { named, local: named, field: named, rule: rules, preset: presets, fixture: fixtures };
  const taken = tables[target.kind].has(name);
  if (taken) return `\`${name}\` is declared already`;
  const files = new Set(places.map(({ span }) => span.file));
  const hidden = [...files].some((file) =>
    view.occurrences(file).some(({ target: other }) => other.kind === "local" && other.name === name),
  );
  return hidden ? `\`${name}\` is a parameter or a row in a file that uses \`${target.name}\`` : null;
}

/** Where an enumeration is expected its members come first: the same word would mean two things. */
function mixUp(target: Target, name: string): string | null {
  if (target.kind !== "named") return null;
  for (const word of [target.name, name]) {
    const [enumeration] =
      Object.entries(ENUMERATIONS).find(([, members]) => members.some((each) => each === word)) ?? [];
    if (enumeration !== undefined) return `\`${word}\` is also a member of \`${enumeration}\``;
  }
  return null;
}
