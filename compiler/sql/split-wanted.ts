import { FUNCTION_ROWS } from "../functions/functions.ts";
import type { FunctionRow } from "../functions/function-row.ts";
import { LIMITS } from "../../dsl/types/limits.ts";
import { walk } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { Plan } from "../plan/plan.ts";
import { expressionsOf, reach, type Wanted } from "../plan/reach.ts";
import { rowPartitions } from "../plan/row-partitions.ts";

/** Rules and attributes of one statement. */
export interface StatementShare {
  readonly rules: readonly string[];
  readonly attributes: readonly string[];
}

/** PostgreSQL keeps 32 compiled regular expressions a connection; with one more each row compiles them again. */
export const PATTERNS_A_STATEMENT = 30;
/** Ways to sort rows beyond each user's own order; each is a sort of all rows of a source. */
export const PARTITIONS_A_STATEMENT = LIMITS.partitions;
/** Columns of the answer beside the user's id. */
export const COLUMNS_A_STATEMENT = 500;

interface Share {
  readonly rules: string[];
  readonly attributes: string[];
  readonly patterns: Set<string>;
  readonly partitions: Set<string>;
}

/** What one rule or attribute adds to a statement that does not have it yet. */
interface Needed {
  readonly patterns: ReadonlySet<string>;
  readonly partitions: ReadonlySet<string>;
}

/**
 * Spreads rules and attributes over as few statements as hold them, in their order: each goes into the first that has room.
 * The checker has seen to it that none needs more than one statement has.
 */
export function splitWanted(plan: Plan, wanted: Wanted): readonly StatementShare[] {
  const { rules, outputs } = reach(plan, wanted);
  const shares: Share[] = [];
  const placeFor = (one: Wanted): Share => {
    const needed = { patterns: patternsOf(plan, one), partitions: rowPartitions(plan, one) };
    const place = shares.find((share) => hasRoom(share, needed));
    const share = place ?? { rules: [], attributes: [], patterns: new Set(), partitions: new Set() };
    if (place === undefined) shares.push(share);
    for (const pattern of needed.patterns) share.patterns.add(pattern);
    for (const partition of needed.partitions) share.partitions.add(partition);
    return share;
  };
  for (const { id } of rules) placeFor({ rules: [id] }).rules.push(id);
  for (const { name } of outputs) placeFor({ rules: [], attributes: [name] }).attributes.push(name);
  // nothing wanted is still a question about users
  return shares.length === 0 ? [{ rules: [], attributes: [] }] : shares;
}

function hasRoom(share: Share, { patterns, partitions }: Needed): boolean {
  if (share.rules.length + share.attributes.length >= COLUMNS_A_STATEMENT) return false;
  return (
    sizeOfBoth(share.patterns, patterns) <= PATTERNS_A_STATEMENT &&
    sizeOfBoth(share.partitions, partitions) <= PARTITIONS_A_STATEMENT
  );
}

function sizeOfBoth(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return left.size + [...right].filter((each) => !left.has(each)).length;
}

/** The different regular expressions that a statement for these would hold. */
function patternsOf(plan: Plan, wanted: Wanted): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Expr): void => {
    if (node.kind === "matches") found.add(JSON.stringify([node.pattern, node.ignoringCase]));
    if (node.kind !== "call") return;
    const row: FunctionRow = FUNCTION_ROWS[node.fn];
    if (row.usesPattern) found.add(node.fn);
  };
  for (const expr of expressionsOf(reach(plan, wanted))) walk(expr, visit);
  return found;
}
