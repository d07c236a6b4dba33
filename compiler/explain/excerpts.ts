import type { Span } from "../../dsl/ast/node.ts";
import type { Expr } from "../plan/expr.ts";
import type { Places } from "../plan/places.ts";
import type { Excerpt } from "./explanation.ts";

/** The text of a file of the pack; null for a file that is not there. */
export type TextOf = (file: string) => string | null;

const LONGEST = 160;

/** Where an expression stands and how it is written there. */
export function excerptOf(expr: Expr, places: Places, textOf: TextOf): Excerpt {
  const place = places.of(expr);
  if (place === null) return { text: unwritten(expr), span: null, via: null };
  const { span, via } = place;
  return {
    text: written(span, textOf),
    span,
    via: via === null ? null : { text: written(via, textOf), span: via },
  };
}

/** Two expressions that were written as one: a `no` and its rows. */
export function isSamePlace(a: Expr, b: Expr, places: Places): boolean {
  const [left, right] = [places.of(a)?.span, places.of(b)?.span];
  return (
    left !== undefined &&
    right !== undefined &&
    left.file === right.file &&
    left.start === right.start &&
    left.end === right.end
  );
}

/** The first line; what follows on others is only hinted at. */
function written({ file, start, end }: Span, textOf: TextOf): string {
  const lines = (textOf(file)?.slice(start, end) ?? "").split("\n").map((line) => line.trim());
  const [first = ""] = lines;
  const close = lines.length > 1 && first.endsWith("{") ? " … }" : lines.length > 1 ? " …" : "";
  return (first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first) + close;
}

function unwritten(expr: Expr): string {
  return expr.kind === "literal" ? String(expr.value) : "";
}
