/**
 * A tree without places and without parentheses: equal for two texts that say the same. Numbers stay exact.
 * Blocks of one condition mean the same with and without braces, so nothing else needs care.
 */
export function meaningOf(node: unknown): unknown {
  if (typeof node === "bigint") return `${node}n`;
  if (Array.isArray(node)) return node.map(meaningOf);
  if (typeof node !== "object" || node === null) return node;
  if ("kind" in node && node.kind === "paren" && "inner" in node) return meaningOf(node.inner);
  const entries = Object.entries(node).filter(([key]) => key !== "span" && key !== "descriptionSpan");
  return Object.fromEntries(entries.map(([key, value]) => [key, meaningOf(value)]));
}
