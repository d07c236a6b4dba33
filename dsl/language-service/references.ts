import type { Span } from "../ast/node.ts";
import { declarationOf } from "./definition.ts";
import { occurrenceAt, targetKey, type Occurrence } from "./occurrence.ts";
import type { PackView } from "./pack-view.ts";

/** Where the thing at the place is named, its declaration included; by file and place. Empty for what nobody declares. */
export function referencesAt(view: PackView, path: string, offset: number): readonly Span[] {
  return sameThing(view, path, offset).map(({ span }) => span);
}

/** The occurrences of what the word at the offset names. */
export function sameThing(view: PackView, path: string, offset: number): readonly Occurrence[] {
  const found = occurrenceAt(view.occurrences(path), offset);
  if (found === null || declarationOf(found.target, view.symbols) === null) return [];
  const key = targetKey(found.target);
  const paths = found.target.kind === "local" ? [path] : view.paths;
  return paths.flatMap((each) => view.occurrences(each).filter(({ target }) => targetKey(target) === key));
}
