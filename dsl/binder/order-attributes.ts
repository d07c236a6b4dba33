/** Attributes with what they read before them, or the first circle found. */
export type AttributeOrder =
  | { readonly kind: "ordered"; readonly names: readonly string[] }
  | { readonly kind: "circle"; readonly names: readonly string[] };

/** Orders by depth-first search with an explicit stack: a chain may be as long as the pack. */
export function orderAttributes(reads: ReadonlyMap<string, ReadonlySet<string>>): AttributeOrder {
  const done = new Set<string>();
  for (const root of [...reads.keys()].toSorted()) {
    const open: { readonly name: string; readonly rest: string[] }[] = [];
    const enter = (name: string) => open.push({ name, rest: [...(reads.get(name) ?? [])].toSorted().toReversed() });
    if (!done.has(root)) enter(root);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        done.add(top.name);
        open.pop();
        continue;
      }
      if (done.has(next)) continue;
      const start = open.findIndex(({ name }) => name === next);
      if (start >= 0) return { kind: "circle", names: [...open.slice(start).map(({ name }) => name), next] };
      enter(next);
    }
  }
  return { kind: "ordered", names: [...done] };
}
