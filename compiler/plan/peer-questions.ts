import { isPeerSource } from "../../dsl/types/row-words.ts";
import type { PeerSource } from "../../dsl/types/sources.ts";
import { walk } from "./children.ts";
import type { Expr } from "./expr.ts";
import type { Plan, PlanAggregate, PlanRule } from "./plan.ts";
import { indexPlan, type PlanIndex } from "./plan-index.ts";
import { partsOf, reach, type Wanted } from "./reach.ts";

/** What tells without any peer whether peers can change an answer about a user. */
export interface PeerQuestions {
  /** A rule for each of the original that reads peers, by the same id. It reads none, and is false of users of whom the original is false whoever their peers are. */
  readonly plan: Plan;
  /** The peers that the original reads, in the order of the rules. */
  readonly sources: readonly (readonly PeerSource[])[];
}

/**
 * A rule asks for peers beside other things, most of which few users have: a failed login, an account of this week. Whoever lacks one of those is no
 * match whatever the peers, and they need not be read. Kept of a rule is what must be true if it is to be: of what stands together all parts that
 * read no peers, and the same inside of `any`. Entries of runtime lists are no part of a plan, so that what reads them is left out as well.
 */
export function peerQuestions(plan: Plan): PeerQuestions {
  const index = indexPlan(plan);
  const aggregates: PlanAggregate[] = [...plan.aggregates];
  const needed: Needed = { index, isClosed: createClosed(index), add: (aggregate) => addTo(aggregates, aggregate) };
  const readers = plan.rules
    .map((rule) => ({ rule, sources: peersRead(plan, { rules: [rule.id] }) }))
    .filter(({ sources }) => sources.length > 0);
  const rules = readers.map(({ rule }): PlanRule => ({
    ...rule,
    when: necessary(rule.when, needed) ?? ALWAYS,
    except: null,
  }));
  return { plan: { ...plan, aggregates, rules }, sources: readers.map(({ sources }) => sources) };
}

const ALWAYS: Expr = { kind: "literal", value: true, type: { kind: "bool" }, nullable: false };

/** The peers that some rules and attributes read. */
export function peersRead(plan: Plan, wanted: Wanted): readonly PeerSource[] {
  const sources = reach(plan, wanted).aggregates.map(({ source }) => source);
  return [...new Set(sources.filter(isPeerSource))];
}

interface Needed {
  readonly index: PlanIndex;
  /** Reads nothing but what is at hand: no peers, and no list whose entries are not known. */
  readonly isClosed: (expr: Expr) => boolean;
  /** Gives the aggregate its id. */
  readonly add: (aggregate: PlanAggregate) => number;
}

function addTo(aggregates: PlanAggregate[], aggregate: PlanAggregate): number {
  const id = aggregates.length;
  aggregates.push({ ...aggregate, id });
  return id;
}

/** True where `expr` is true, and not false where `expr` is unknown; null where nothing can be said without peers. */
function necessary(expr: Expr, needed: Needed): Expr | null {
  if (needed.isClosed(expr)) return expr;
  switch (expr.kind) {
    case "and":
      return joined("and", partsNeeded(expr.operands, needed).filter(isThere));
    case "or": {
      const parts = partsNeeded(expr.operands, needed);
      return parts.every(isThere) ? joined("or", parts.filter(isThere)) : null;
    }
    case "aggregate":
      return necessaryAny(needed.index.aggregate(expr.id), needed);
    default:
      return null;
  }
}

function partsNeeded(operands: readonly Expr[], needed: Needed): readonly (Expr | null)[] {
  return operands.map((operand) => necessary(operand, needed));
}

const isThere = (expr: Expr | null): expr is Expr => expr !== null;

function joined(kind: "and" | "or", operands: readonly Expr[]): Expr | null {
  const [first] = operands;
  if (first === undefined || operands.length === 1) return first ?? null;
  return { kind, operands, type: { kind: "bool" }, nullable: true };
}

/** No row can be one that is looked for where none has what can be told of it: `any` keeps as many rows, and asks less of each. */
function necessaryAny(aggregate: PlanAggregate, needed: Needed): Expr | null {
  const { fn, source, where, value, ties } = aggregate;
  if (fn !== "any" || value === null || isPeerSource(source) || !ties.every(needed.isClosed)) return null;
  const kept = where === null ? null : necessary(where, needed);
  const wanted = necessary(value, needed);
  if (kept === null && wanted === null) return null;
  const id = needed.add({ ...aggregate, where: kept, value: wanted ?? ALWAYS, nullable: true });
  return { kind: "aggregate", id, type: { kind: "bool" }, nullable: true };
}

function createClosed(index: PlanIndex): (expr: Expr) => boolean {
  const attributes = new Map<string, boolean>();
  const aggregates = new Map<number, boolean>();
  const isClosed = (expr: Expr): boolean => {
    let closed = true;
    walk(expr, (node) => {
      closed &&= isNodeClosed(node);
    });
    return closed;
  };
  const isNodeClosed = (node: Expr): boolean => {
    if (node.kind === "list_ref") return index.list(node.name).values !== null;
    if (node.kind === "attribute") return remembered(attributes, node.name, () => isAttributeClosed(node.name));
    if (node.kind === "aggregate" || node.kind === "tied")
      return remembered(aggregates, node.id, () => isAggregateClosed(index.aggregate(node.id)));
    return true;
  };
  const isAttributeClosed = (name: string): boolean => {
    const { value } = index.attribute(name);
    return value !== null && isClosed(value);
  };
  const isAggregateClosed = (aggregate: PlanAggregate): boolean =>
    !isPeerSource(aggregate.source) && partsOf(aggregate).every(isClosed);
  return isClosed;
}

function remembered<K>(known: Map<K, boolean>, key: K, compute: () => boolean): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = compute();
  known.set(key, value);
  return value;
}
