import { fieldType } from "../../../dsl/types/field-type.ts";
import type { InputRow, UserInput } from "../../../dsl/testing/user-input.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import { PREVIOUS, type SourceName, SOURCES } from "../../../dsl/types/sources.ts";
import { walk } from "../../plan/children.ts";
import type { Expr } from "../../plan/expr.ts";
import type { Plan } from "../../plan/plan.ts";
import { partsOf, reach } from "../../plan/reach.ts";
import { isRow } from "./minimise-input.ts";

/** The user with only what the rules of a plan read, and what tells rows apart and orders them. */
export function onlyReadFields({ user, sources }: UserInput, plan: Plan): UserInput {
  const read = fieldsRead(plan);
  const kept = (source: SourceName, row: InputRow): InputRow =>
    Object.fromEntries(
      Object.entries(row).flatMap(([field, value]) => {
        const type = fieldType(source, field)?.type;
        if (type?.kind === "row" && isRow(value)) {
          const inner = kept(type.source, value);
          return Object.keys(inner).length === 0 ? [] : [[field, inner]];
        }
        return read.has(`${source}.${field}`) || TELLING.has(`${source}.${field}`) ? [[field, value]] : [];
      }),
    );
  return {
    user: kept("user", user),
    sources: Object.fromEntries(
      rowSources().flatMap((source) => {
        const rows = sources[source] ?? [];
        return rows.length === 0 ? [] : [[source, rows.map((row) => kept(source, row))]];
      }),
    ),
  };
}

/** What ingest tells rows apart by, and the times that order them. */
const TELLING: ReadonlySet<string> = new Set([
  "ips.address",
  "devices.label",
  "sessions.label",
  "emails.address",
  "phones.number",
  ...rowSources().map((source) => `${source}.${SOURCES[source].clock}`),
]);

/** Every field that is read anywhere, as `source.field`. */
function fieldsRead(plan: Plan): ReadonlySet<string> {
  const read = new Set<string>();
  const visit = (expr: Expr, row: SourceName) =>
    walk(expr, (node) => {
      if (node.kind === "user_field") addPath("user", node.path, read);
      if (node.kind === "row_field") addPath(row, node.path, read);
    });
  const { rules, attributes, aggregates } = reach(plan, {});
  for (const { when, except } of rules) for (const part of [when, except]) if (part !== null) visit(part, "user");
  for (const { value } of attributes) if (value !== null) visit(value, "user");
  for (const aggregate of aggregates) for (const part of partsOf(aggregate)) visit(part, aggregate.source);
  return read;
}

function addPath(from: SourceName, path: readonly string[], read: Set<string>): void {
  let source = from;
  for (const field of path) {
    if (field === PREVIOUS) continue;
    read.add(`${source}.${field}`);
    const type = fieldType(source, field)?.type;
    if (type?.kind === "row") source = type.source;
  }
}
