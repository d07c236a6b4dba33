import type { Span } from "../ast/node.ts";

/** What a word stands for, as far as its own file can tell; whether the pack declares the name is for the asker to see. */
export type Target =
  /** A constant, list, map, attribute or define: they share their names. */
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "preset"; readonly name: string }
  | { readonly kind: "fixture"; readonly name: string }
  /** A parameter, or a row named by `as`. */
  | { readonly kind: "local"; readonly name: string; readonly declaredAt: Span }
  | { readonly kind: "field"; readonly name: string };

/** A word of a file that names something. */
export interface Occurrence {
  /** Of the word alone. */
  readonly span: Span;
  readonly target: Target;
  /** Whether the name is introduced here, not used. */
  readonly declares: boolean;
}

/** Equal for the occurrences of one thing. */
export function targetKey(target: Target): string {
  if (target.kind !== "local") return `${target.kind} ${target.name}`;
  return `local ${target.declaredAt.file} ${target.declaredAt.start}`;
}

/** The word that touches the offset. */
export function occurrenceAt(occurrences: readonly Occurrence[], offset: number): Occurrence | null {
  return occurrences.find(({ span }) => span.start <= offset && offset <= span.end) ?? null;
}
