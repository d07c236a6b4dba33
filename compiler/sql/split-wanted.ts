import { FUNCTION_ROWS } from "../functions/functions.ts";
import type { FunctionRow } from "../functions/function-row.ts";
import { walk } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { Plan } from "../plan/plan.ts";
import { expressionsOf, reach, type Wanted } from "../plan/reach.ts";

/** Rules and attributes of one statement. */
export interface StatementShare {
  readonly rules: readonly string[];
  readonly attributes: readonly string[];
}

/** PostgreSQL keeps 32 compiled regular expressions a connection; with one more each row compiles them again. */
export const PATTERNS_A_STATEMENT = 30;
/** Columns of the answer beside the user's id. */
export const COLUMNS_A_STATEMENT = 500;

interface Share {
  readonly rules: string[];
  readonly attributes: string[];
  readonly patterns: Set<string>;
}

/**
 * Spreads rules and attributes over as few statements as hold them, in their order: each goes into the first that has room.
 * The checker has seen to it that none needs more than one statement has.
 */
export function splitWanted(plan: Plan, wanted: Wanted): readonly StatementShare[] {
  const { rules, outputs } = reach(plan, wanted);
  const shares: Share[] = [];
  const placeFor = (patterns: ReadonlySet<string>): Share => {
    const place = shares.find((share) => hasRoom(share, patterns));
    const share = place ?? { rules: [], attributes: [], patterns: new Set() };
    if (place === undefined) shares.push(share);
    for (const pattern of patterns) share.patterns.add(pattern);
    return share;
  };
  for (const { id } of rules) placeFor(patternsOf(plan, { rules: [id] })).rules.push(id);
  for (const { name } of outputs) placeFor(patternsOf(plan, { rules: [], attributes: [name] })).attributes.push(name);
  // nothing wanted is still a question about users
  return shares.length === 0 ? [{ rules: [], attributes: [] }] : shares;
}

function hasRoom(share: Share, patterns: ReadonlySet<string>): boolean {
  if (share.rules.length + share.attributes.length >= COLUMNS_A_STATEMENT) return false;
  const added = [...patterns].filter((pattern) => !share.patterns.has(pattern)).length;
  return share.patterns.size + added <= PATTERNS_A_STATEMENT;
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
