import type { BoundSelect, BoundValue } from "./bound.ts";

/** A text that two values share exactly when they mean the same; places do not matter. */
export function boundKey(value: BoundValue): string {
  if (value.kind === "aggregate") return JSON.stringify(withoutSpans({ ...value, select: renamed(value.select) }));
  return JSON.stringify(withoutSpans(value));
}

/** Every aggregate opens a row of its own: its number must not make two equal aggregates differ. */
function renamed(select: BoundSelect): unknown {
  return JSON.parse(JSON.stringify(withoutSpans(select)).replaceAll(`"row":"${select.row}"`, '"row":"self"'));
}

function withoutSpans(node: unknown): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (key === "span" || key === "via" ? undefined : value)),
  );
}
