import type { RowsTrace, TraceNode } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { shownText } from "./shown-text.ts";

/** What a line of the tree shows of its node: the conditions below it, and what it read itself. */
export interface TreeParts {
  readonly conditions: readonly TraceNode[];
  /** `user.event_count = 2` */
  readonly values: readonly string[];
  readonly rows: readonly RowsTrace[];
  /** Attributes that it read, by name; their own trees stand apart. */
  readonly attributes: readonly string[];
  /** Why it is unknown. */
  readonly blame: readonly string[];
}

const isCondition = ({ type, kind }: TraceNode) => type === "bool" && !kind.endsWith("_field") && kind !== "literal";

/** Two halves of what was written as one, like `x in 1..9`, are one line. */
export function treeParts(node: TraceNode): TreeParts {
  const inner = node.children.filter(isCondition);
  const halves = inner.length > 0 && inner.every(({ text: words }) => words === node.text);
  const conditions = halves ? [] : inner;
  const read = isCondition(node) ? node.children.filter((child) => halves || !isCondition(child)) : [];
  const deep = [node, ...read.flatMap(below)];
  const values = deep
    .slice(1)
    .filter((each) => WITH_VALUE.has(each.kind) && !isCondition(each))
    .map((each) => text.explainPanel.equals(each.text, shownText(each.value, each.type)));
  return {
    conditions,
    values: [...new Set(values)],
    rows: distinct(deep.flatMap(({ rows }) => (rows === null ? [] : [rows]))),
    attributes: [...new Set(deep.flatMap(({ attribute }) => (attribute === null ? [] : [attribute])))],
    blame: [...new Set(node.blame.map(({ what, name }) => text.explainPanel.blame[what](name)))],
  };
}

/** What was read of a user, of rows or of attributes; literals speak for themselves, and sums follow from their parts. */
const WITH_VALUE = new Set(["user_field", "row_field", "aggregate", "tied", "attribute", "arithmetic", "call"]);

function below(node: TraceNode): readonly TraceNode[] {
  return [node, ...node.children.flatMap(below)];
}

/** A share counts the same rows twice. */
function distinct(rows: readonly RowsTrace[]): readonly RowsTrace[] {
  return [...new Map(rows.map((each) => [JSON.stringify(each), each])).values()];
}
