/** Seals a node: trees are shared between passes and never changed. `const` keeps the literal types of kinds. */
export function node<const T extends { readonly kind: string }>(value: T): Readonly<T> {
  Object.freeze(value);
  return value;
}
