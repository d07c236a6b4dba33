import type { Span } from "../ast/node.ts";
import type { NamedDecl, Symbols } from "../binder/symbols.ts";
import { definitionText } from "./describe-symbol.ts";

/** What a laid-over pack makes of a name of the built-in one. */
export interface DescribedChanges {
  /** In place of the declaration's own; null where that stays. */
  readonly detail: string | null;
  readonly doc: string;
  /** The changes as they are written. */
  readonly definitions: readonly string[];
}

/** Null where nothing changes the declaration. */
export function describeChanges(
  { kind, name }: NamedDecl,
  { overrides, extensions }: Symbols,
  text: (span: Span) => string,
): DescribedChanges | null {
  if (kind === "const") {
    const override = overrides.get(name.text);
    if (override === undefined) return null;
    const detail = `= ${text(override.value.span)}`;
    return { detail, doc: `overridden in ${override.span.file}`, definitions: [definitionText(override, text)] };
  }
  const added = kind === "list" ? (extensions.get(name.text) ?? []) : [];
  if (added.length === 0) return null;
  const files = [...new Set(added.map(({ span }) => span.file))];
  return {
    detail: null,
    doc: `extended in ${files.join(", ")}`,
    definitions: added.map((extension) => definitionText(extension, text)),
  };
}
