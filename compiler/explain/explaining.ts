import type { Expr } from "../plan/expr.ts";
import type { MentionParts, Places } from "../plan/places.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import { excerptOf, type TextOf } from "./excerpts.ts";
import type { Excerpt, RowPlace } from "./explanation.ts";
import type { Interpreter } from "./interpreter.ts";
import { clockOf, type SourceRow } from "./row.ts";

/** What the parts of an explanation ask: the values of one user, and the words of the pack. */
export interface Explaining {
  readonly interpreter: Interpreter;
  readonly places: Places;
  readonly excerpt: (expr: Expr) => Excerpt;
}

/** An expression that mentions an aggregate. */
export type Mention = Extract<Expr, { kind: "aggregate" | "tied" }>;

export function createExplaining(interpreter: Interpreter, places: Places, textOf: TextOf): Explaining {
  return { interpreter, places, excerpt: (expr) => excerptOf(expr, places, textOf) };
}

/** The aggregate with the parts that this mention wrote, so that they have their places there. */
export function mentioned(mention: Mention, { interpreter, places }: Explaining): PlanAggregate {
  const aggregate = interpreter.index.aggregate(mention.id);
  const parts: MentionParts | null = places.parts(mention);
  return parts === null ? aggregate : { ...aggregate, where: parts.where, value: parts.value, ties: parts.ties };
}

/** The rows that a mention is about; those of its keys where it is tied to `row`. */
export function keptBy(mention: Mention, row: SourceRow | null, { interpreter }: Explaining): readonly SourceRow[] {
  const aggregate = interpreter.index.aggregate(mention.id);
  if (mention.kind === "aggregate") return interpreter.kept(aggregate);
  return interpreter.kept(
    aggregate,
    mention.keys.map((key) => interpreter.value(key, row)),
  );
}

export function rowPlace(row: SourceRow): RowPlace {
  return { source: row.source, index: row.index, time: new Date(clockOf(row)).toISOString() };
}
