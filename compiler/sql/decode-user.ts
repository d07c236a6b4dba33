import type { Scalar } from "../../dsl/binder/bound.ts";
import type { ElementType } from "../../dsl/types/type.ts";
import type { PlanAttribute } from "../plan/plan.ts";
import type { AttributeValue, Outcome } from "../typescript/evaluator.ts";
import type { JudgedUser } from "./compiled-statement.ts";
import { ROW_COLUMNS } from "./source-relations.ts";

/** PostgreSQL cuts identifiers after 63 bytes; the end of a longer name is replaced by a checksum of the whole. */
const LONGEST_IDENTIFIER = 63;

/**
 * The column of a rule or attribute. Names are ASCII; two long ones that begin alike stay two columns, and an attribute may
 * be called as the column beside them is.
 */
export function outputColumn(name: string): string {
  // no name begins with `_`
  if (name === ROW_COLUMNS.userId) return `_${name}`;
  if (name.length <= LONGEST_IDENTIFIER) return name;
  return `${name.slice(0, LONGEST_IDENTIFIER - 9)}_${checksum(name).toString(16).padStart(8, "0")}`;
}

type Row = Readonly<Record<string, unknown>>;

export function decodeUser(row: Row, rules: readonly string[], attributes: readonly PlanAttribute[]): JudgedUser {
  const values = attributes.map(({ name, type }): [string, AttributeValue] => {
    const value = row[outputColumn(name)];
    if (value === null || value === undefined) return [name, null];
    if (type.kind === "row") throw new Error("invariant: an attribute is no row");
    if (type.kind !== "list") return [name, decodeScalar(value, type)];
    if (!Array.isArray(value)) throw new TypeError(`invariant: ${name} is no list`);
    return [name, sortedValues(value.map((entry) => decodeScalar(entry, type.element)))];
  });
  return {
    userId: String(row[ROW_COLUMNS.userId]),
    outcomes: rules.map((id) => decodeOutcome(row[outputColumn(id)])),
    attributes: Object.fromEntries(values),
  };
}

/** Lists have no order; one is chosen so that equal lists look equal. */
export function sortedValues(values: readonly Scalar[]): readonly Scalar[] {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function decodeOutcome(value: unknown): Outcome {
  return typeof value === "boolean" ? value : null;
}

/** int8 arrives as text or as a number, depending on how the driver was set up. */
function decodeScalar(value: unknown, type: ElementType): Scalar {
  if (type.kind === "int" || type.kind === "time" || type.kind === "duration") return Number(value);
  return typeof value === "boolean" ? value : String(value);
}

/** FNV-1a, 32 bits. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
