import { children } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { Blame } from "./explanation.ts";
import { type Explaining, keptBy, type Mention, mentioned, rowPlace } from "./explaining.ts";
import type { SourceRow } from "./row.ts";

const MOST_BLAMES = 5;

/** Why an expression is missing or unknown; nothing where it is neither. The first few, each once. */
export function blameOf(expr: Expr, row: SourceRow | null, explaining: Explaining): readonly Blame[] {
  const found = new Map<string, Blame>();
  for (const blame of blames(expr, row, explaining)) {
    found.set(JSON.stringify(blame), blame);
    if (found.size === MOST_BLAMES) break;
  }
  return [...found.values()];
}

function* blames(expr: Expr, row: SourceRow | null, explaining: Explaining): Generator<Blame> {
  const { interpreter, excerpt } = explaining;
  if (interpreter.value(expr, row) !== null) return;
  switch (expr.kind) {
    case "literal":
    case "list_ref":
    case "list_literal":
    case "is":
      return;
    case "user_field":
      yield { what: "field", name: `user.${expr.path.join(".")}`, row: null };
      return;
    case "row_field":
      yield { what: "field", name: `.${expr.path.join(".")}`, row: row === null ? null : rowPlace(row) };
      return;
    case "attribute":
      yield { what: "attribute", name: expr.name, row: null };
      return;
    case "aggregate":
    case "tied":
      yield* ofAggregate(expr, row, explaining);
      return;
    case "map_lookup":
      if (interpreter.value(expr.key, row) === null) yield* blames(expr.key, row, explaining);
      else yield { what: "map_key", name: excerpt(expr).text, row: null };
      return;
    case "share":
      yield { what: "no_rows", name: excerpt(expr.kept).text, row: null };
      return;
    case "arithmetic":
    case "call":
    case "compare":
    case "is_new":
    case "in_list":
    case "overlaps":
    case "text_test":
    case "matches": {
      const missing = children(expr).filter((operand) => interpreter.value(operand, row) === null);
      for (const operand of missing) yield* blames(operand, row, explaining);
      if (missing.length === 0) yield { what: "no_result", name: excerpt(expr).text, row: null };
      return;
    }
    case "coalesce":
    case "not":
    case "and":
    case "or":
      for (const operand of children(expr)) yield* blames(operand, row, explaining);
  }
}

function* ofAggregate(mention: Mention, row: SourceRow | null, explaining: Explaining): Generator<Blame> {
  const { interpreter, excerpt } = explaining;
  const { fn, value } = mentioned(mention, explaining);
  const kept = keptBy(mention, row, explaining);
  const rows = fn === "newest" ? kept.slice(0, 1) : fn === "oldest" ? kept.slice(-1) : kept;
  let blamed = false;
  if (value !== null) {
    for (const each of rows) {
      if (interpreter.value(value, each) !== null) continue;
      blamed = true;
      yield* blames(value, each, explaining);
    }
  }
  if (blamed) return;
  yield { what: kept.length === 0 ? "no_rows" : "no_result", name: excerpt(mention).text, row: null };
}
