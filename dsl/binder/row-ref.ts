import type { Name, Span } from "../ast/node.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { fieldNames, fieldType } from "../types/field-type.ts";
import { isPeerSource, rowWordOf } from "../types/row-words.ts";
import { PREVIOUS, type SourceName } from "../types/sources.ts";
import type { BoundRowField } from "./bound.ts";
import type { Operand, RowRef, Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

const KEY_FIELDS = {
  user: "name",
  events: "time",
  ips: "address",
  devices: "first_seen",
  sessions: "started",
  emails: "address",
  phones: "number",
  field_changes: "time",
  peers_by_ip: "user",
  peers_by_subnet: "user",
  peers_by_device: "user",
  peers_by_phone: "user",
  peers_by_email: "user",
} as const satisfies Record<SourceName, string>;

/** A field that every row of the source has: what `is missing` asks about when it asks about a row. */
export function keyField(source: SourceName): string {
  return KEY_FIELDS[source];
}

/** The way to a field that a row has one step further: the `country` of an event is that of its `ip`. */
function fieldBehind(source: SourceName, field: string): string | null {
  for (const step of fieldNames(source)) {
    const type = fieldType(source, step)?.type;
    if (type?.kind === "row" && fieldType(type.source, field) !== null) return `${step}.${field}`;
  }
  return null;
}

/** One step along a path: a value, or the row that the field refers to. */
export function stepInto(ref: RowRef, field: Name, span: Span, scope: Scope): Operand | null {
  const type = fieldType(ref.source, field.text);
  if (type === null) {
    if (field.text === "score" && isPeerSource(ref.source)) {
      scope.report(diagnostic("TC0244", field.span, {}));
    } else if (field.text !== "") {
      const suggestion = fieldBehind(ref.source, field.text) ?? suggest(field.text, fieldNames(ref.source));
      const of = `\`${rowWordOf(ref.source)}\``;
      scope.report(
        diagnostic(
          "TC0104",
          field.span,
          { field: field.text, of, suggestion },
          { fixes: suggestionFix(field.span, suggestion) },
        ),
      );
    }
    return null;
  }
  if (field.text === PREVIOUS && ref.path.includes(PREVIOUS)) {
    scope.report(diagnostic("TC0232", field.span, {}));
    return null;
  }
  const optional = ref.optional || type.optional;
  const path = [...ref.path, field.text];
  if (type.type.kind === "row") {
    return { kind: "row", ref: { ...ref, path, source: type.type.source, optional, span } };
  }
  const value: BoundRowField = {
    kind: "row_field",
    row: ref.row,
    source: ref.root,
    path,
    type: type.type,
    optional,
    span,
  };
  return { kind: "value", value };
}
