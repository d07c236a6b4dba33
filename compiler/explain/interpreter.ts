import type { Scalar } from "../../dsl/binder/bound.ts";
import type { RowSource } from "../../dsl/types/sources.ts";
import type { Matcher } from "../../dsl/regex/matcher.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { Expr, ListLiteralExpr, ListRefExpr, MatchesExpr } from "../plan/expr.ts";
import { type ListEntries, NO_ENTRIES, valuesOf, withEntries } from "../plan/list-entries.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import { indexPlan, type PlanIndex } from "../plan/plan-index.ts";
import type { Plan } from "../plan/plan.ts";
import type { InputValues } from "../typescript/evaluator.ts";
import { createMatcher, createNetworkSet, dayStart, givenList } from "../typescript/support.ts";
import { aggregateOf } from "./aggregate-of.ts";
import { createNewness, type Newness } from "./newness.ts";
import { clockOf, rowsOf, type SourceRow } from "./row.ts";
import { isSet, truthOf, type Value } from "./value.ts";
import { valueOf } from "./value-of.ts";

export interface Judged {
  readonly context: UserContext;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly inputs?: InputValues;
  /** Entries of runtime lists; none if left out. */
  readonly lists?: ListEntries;
}

/** Judges one user by reading the plan: slower than the targets, and open to every question about what lies between. */
export interface Interpreter {
  readonly index: PlanIndex;
  readonly user: UserContext["user"];
  readonly asOf: number;
  /** The start of the judged day, in milliseconds. */
  readonly today: number;
  /** `row` is the row in scope; null outside of rows. */
  readonly value: (expr: Expr, row: SourceRow | null) => Value;
  readonly attribute: (name: string) => Value;
  readonly list: (list: ListRefExpr | ListLiteralExpr) => ReadonlySet<Scalar>;
  readonly map: (name: string) => ReadonlyMap<Scalar, Scalar>;
  /** A search over the networks of a list; remembered where the list stands in the pack. */
  readonly networks: (list: Expr, values: ReadonlySet<Scalar>) => (address: string) => boolean;
  /** The automaton of a pattern; remembered where the pattern stands. */
  readonly matcher: (expr: MatchesExpr) => Matcher;
  readonly isNew: Newness;
  /** The rows that the aggregate looks at before `where`: those inside `last` and `within`. */
  readonly seen: (aggregate: PlanAggregate) => readonly SourceRow[];
  /** The rows an aggregate keeps, newest first; of a tied one those with these keys. */
  readonly kept: (aggregate: PlanAggregate, keys?: readonly Value[]) => readonly SourceRow[];
  readonly aggregate: (id: number) => Value;
  readonly tied: (id: number, keys: readonly Value[]) => Value;
}

/** Everything is computed when first asked for and then remembered: what a rule does not read costs nothing. */
export function createInterpreter(plan: Plan, { context, asOf, inputs = {}, lists = NO_ENTRIES }: Judged): Interpreter {
  const index = indexPlan(withEntries(plan, lists));
  const rows = remembered((source: RowSource) => rowsOf(context, source));
  const within = ({ source, last, withinMs }: PlanAggregate): readonly SourceRow[] => {
    const newest = rows(source).slice(0, last ?? undefined);
    if (withinMs === null) return newest;
    return newest.filter((row) => clockOf(row) > asOf - withinMs && clockOf(row) <= asOf);
  };
  const keptRows = remembered((aggregate: PlanAggregate) => {
    const { where } = aggregate;
    const looked = within(aggregate);
    return where === null ? looked : looked.filter((row) => truthOf(interpreter.value(where, row)) === true);
  });
  /** The kept rows of a tied aggregate by their keys; rows that miss one tie to nothing. */
  const tiedRows = remembered((aggregate: PlanAggregate) => {
    const byKey = new Map<string, SourceRow[]>();
    for (const row of keptRows(aggregate)) {
      const key = keyOf(aggregate.ties.map((tie) => interpreter.value(tie, row)));
      if (key === null) continue;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [row]);
      else same.push(row);
    }
    return byKey;
  });
  const rowsOfKey = (aggregate: PlanAggregate, key: string | null): readonly SourceRow[] =>
    key === null ? [] : (tiedRows(aggregate).get(key) ?? []);
  const tiedValues = remembered((id: number) =>
    remembered((key: string | null) => {
      const aggregate = index.aggregate(id);
      return aggregateOf(aggregate, rowsOfKey(aggregate, key), interpreter.value);
    }),
  );
  const kept: Interpreter["kept"] = (aggregate, keys) =>
    keys === undefined ? keptRows(aggregate) : rowsOfKey(aggregate, keyOf(keys));
  const sets = remembered((list: Expr) => new Set(staticValues(list, index)));
  const searches = remembered((list: Expr) => createNetworkSet(staticValues(list, index).map(String)));
  const interpreter: Interpreter = {
    index,
    user: context.user,
    asOf,
    today: dayStart(asOf),
    value: (expr, row) => valueOf(expr, row, interpreter),
    attribute: remembered((name) => {
      const { value, type } = index.attribute(name);
      if (value !== null) return interpreter.value(value, null);
      const given = inputs[name] ?? null;
      if (type.kind === "list") return givenList(given);
      return typeof given === "object" ? null : given;
    }),
    list: sets,
    map: remembered((name) => new Map(index.map(name).entries)),
    networks: (list, values) => (isStatic(list) ? searches(list) : createNetworkSet([...values].map(String))),
    matcher: remembered(({ pattern, ignoringCase }) => createMatcher(pattern, ignoringCase)),
    isNew: createNewness(rows),
    seen: within,
    kept,
    aggregate: remembered((id) => {
      const aggregate = index.aggregate(id);
      return aggregateOf(aggregate, kept(aggregate), interpreter.value);
    }),
    tied: (id, keys) => tiedValues(id)(keyOf(keys)),
  };
  return interpreter;
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as V; // put there by the line below
    const value = make(key);
    known.set(key, value);
    return value;
  };
}

/** Null where a key is missing. Keys of one place have one type: their texts tell them apart. */
function keyOf(keys: readonly Value[]): string | null {
  return keys.some((key) => key === null || isSet(key)) ? null : JSON.stringify(keys);
}

function isStatic(list: Expr): list is ListRefExpr | ListLiteralExpr {
  return list.kind === "list_ref" || list.kind === "list_literal";
}

function staticValues(list: Expr, index: PlanIndex): readonly Scalar[] {
  if (list.kind === "list_ref") return valuesOf(index.list(list.name));
  if (list.kind === "list_literal") return list.values;
  throw new Error("invariant: the list is computed");
}
