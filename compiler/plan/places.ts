import type { Span } from "../../dsl/ast/node.ts";
import type { Expr } from "./expr.ts";
import type { PlanAggregate } from "./plan.ts";

/** Where an expression was written. */
export interface Place {
  readonly span: Span;
  /** The outermost use of a `define` that brought it into the declaration; null where it stands there itself. */
  readonly via: Span | null;
}

/** What an aggregate computes from its own rows, as this mention of it wrote them. */
export type MentionParts = Pick<PlanAggregate, "where" | "value" | "ties">;

/**
 * Where the expressions of a plan were written. It stands beside the plan, which knows no text: equal plans of different
 * texts stay equal, and two rules that mention one aggregate share it although each has places of its own.
 */
export interface Places {
  /** Null for what nobody wrote, such as the zero of `-x`. */
  readonly of: (expr: Expr) => Place | null;
  /** The parts of an aggregate as this mention wrote them: equal to those of the plan, with places of their own. */
  readonly parts: (mention: Expr) => MentionParts | null;
}

/** What is placed: a node of the bound tree. */
interface Placed {
  readonly span: Span;
  readonly via?: Span;
}

export interface PlaceRecorder extends Places {
  /** Lowers a node and remembers where its expression stood; what is below it is placed by its own calls. */
  readonly record: (node: Placed, lower: () => Expr) => Expr;
  readonly mention: (mention: Expr, parts: MentionParts) => Expr;
}

export function createPlaceRecorder(): PlaceRecorder {
  const places = new Map<Expr, Place>();
  const mentions = new Map<Expr, MentionParts>();
  let via: Span | null = null;
  return {
    of: (expr) => places.get(expr) ?? null,
    parts: (mention) => mentions.get(mention) ?? null,
    record(node, lower) {
      const outer = via;
      via = outer ?? node.via ?? null;
      const expr = lower();
      // Where lowering gave an operand itself (`x ?? 3` of an `x` that is never missing) it keeps its own place.
      if (!places.has(expr)) places.set(expr, { span: node.span, via });
      via = outer;
      return expr;
    },
    mention(mention, parts) {
      mentions.set(mention, parts);
      return mention;
    },
  };
}
