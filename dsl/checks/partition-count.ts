import type { Span } from "../ast/node.ts";
import { conditionChildren, operandsOf, valueChildren } from "../binder/bound-children.ts";
import type {
  BoundAggregate,
  BoundAttribute,
  BoundCondition,
  BoundRule,
  BoundSequence,
  BoundValue,
} from "../binder/bound.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";

/** What a declaration has rows sorted by: its own, and what the attributes need that it reads. */
interface Partitions {
  /** `is new`, each field once. */
  readonly fields: Set<string>;
  /** Those that stand alone in what they sort by. */
  readonly others: Set<BoundSequence | BoundAggregate>;
}
type PartitionsOf = ReadonlyMap<string, Partitions>;

/**
 * Refuses what needs rows sorted in more ways than one statement sorts them. `attributes` come with what they read before them;
 * `placeOf` knows where a rule or attribute is named.
 */
export function checkPartitionCounts(
  attributes: readonly BoundAttribute[],
  rules: readonly BoundRule[],
  placeOf: (name: string) => Span | undefined,
  report: (found: Diagnostic) => void,
): void {
  const known = new Map<string, Partitions>();
  const check = (name: string, partitions: Partitions, span: Span) => {
    const found = countOf(partitions);
    if (found <= LIMITS.partitions) return;
    report(diagnostic("TC0421", placeOf(name) ?? span, { name, found, limit: LIMITS.partitions }));
  };
  for (const { name, body, span } of attributes) {
    const found = { fields: new Set<string>(), others: new Set<BoundSequence | BoundAggregate>() };
    if (body.kind === "value") collectFromValue(body.value, known, found);
    else collect(body.condition, known, found);
    known.set(name, found);
    check(name, found, span);
  }
  for (const { id, when, except, span } of rules) {
    const found = { fields: new Set<string>(), others: new Set<BoundSequence | BoundAggregate>() };
    collect(when, known, found);
    if (except !== null) collect(except, known, found);
    check(id, found, span);
  }
}

function countOf({ fields, others }: Partitions): number {
  return Array.from(others, partitionsIn).reduce((sum, one) => sum + one, fields.size);
}

function partitionsIn(node: BoundSequence | BoundAggregate): number {
  if (node.kind === "aggregate") return 1;
  return (node.by === null ? 0 : 1) + node.steps.filter(({ times }) => times > 1).length;
}

function collect(condition: BoundCondition, known: PartitionsOf, found: Partitions): void {
  if (condition.kind === "is_new") {
    const { source, path } = condition.operand;
    found.fields.add(`${source}.${path.join(".")}`);
  }
  if (condition.kind === "sequence") found.others.add(condition);
  for (const value of operandsOf(condition)) collectFromValue(value, known, found);
  for (const child of conditionChildren(condition)) collect(child, known, found);
}

function collectFromValue(value: BoundValue, known: PartitionsOf, found: Partitions): void {
  if (value.kind === "attribute_ref") {
    const { fields, others } = known.get(value.name) ?? { fields: [], others: [] };
    for (const field of fields) found.fields.add(field);
    for (const other of others) found.others.add(other);
  }
  if (value.kind === "aggregate") {
    const { fn, select } = value;
    if (select.ties.length > 0 && (fn === "peak_rows" || fn === "peak_span")) found.others.add(value);
    if (select.where !== null) collect(select.where, known, found);
  }
  for (const child of valueChildren(value)) collectFromValue(child, known, found);
}
