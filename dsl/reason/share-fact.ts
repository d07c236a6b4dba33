import type { BoundShare } from "../binder/bound.ts";
import { canonicalKey } from "./canonical.ts";
import type { Fact } from "./claim.ts";
import { differenceWhere } from "./difference-where.ts";
import { present, valueFact, type FactContext } from "./value-fact.ts";
import { complement, shifted, span } from "./values.ts";

/** A share as a whole number: 2p stands for exactly p %, 2p + 1 for what lies between p % and the next. */
const EVERY_SHARE = span(0, 200);
const SOME_ROW = span(1, Number.POSITIVE_INFINITY);

/** A comparison of a share; where it is more than nothing, a row was kept. */
export function shareFact({ kept, op, percent }: BoundShare, outcome: boolean, context: FactContext): Fact {
  const { scope, line, opposite } = context;
  const where = shifted(differenceWhere(op), 2 * percent);
  const values = outcome ? where : complement(where);
  const key = `share ${canonicalKey(kept, scope.names)}`;
  const term = { key, universe: { values: EVERY_SHARE, missing: true }, value: null, measure: null };
  const some = valueFact(kept, present(SOME_ROW), context);
  const least = values.kind === "spans" ? (values.spans[0]?.low ?? 0) : 0;
  const consequences = least > 0 && some.kind === "fact" ? [some] : [];
  return { kind: "fact", term, domain: present(values), consequences, line, opposite };
}
