/** Half-open range of UTF-16 offsets in one file of a pack. `file` is the path inside the pack, with `/`. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** What every syntax node carries. Nodes are plain frozen data, built by `node` alone. */
export interface NodeBase {
  readonly kind: string;
  readonly span: Span;
}

/** A word as written, with its place: names keep their own span so that diagnostics and rename hit the word only. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** Seals a node: trees are shared between passes and never changed. `const` keeps the literal types of kinds. */
export function node<const T extends { readonly kind: string }>(value: T): Readonly<T> {
  Object.freeze(value);
  return value;
}
