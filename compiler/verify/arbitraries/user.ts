import { fieldNames, fieldType } from "../../../dsl/types/field-type.ts";
import { type RowSource, SOURCES, type SourceName } from "../../../dsl/types/sources.ts";
import type { ElementType, Type } from "../../../dsl/types/type.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import type { Draw } from "./draw.ts";
import { ADDRESSES, EXTREME_INTS, INTS, MEMBERS, MOMENTS, NETWORKS, TEXTS } from "./pools.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * Any user that the catalogue allows: missing values in every field that may be missing, sources of no rows, equal times,
 * rows at the boundaries of windows. Rows need not fit together as ingest would make them: rules must agree on all.
 */
export function generateUser(draw: Draw): UserContext {
  const ips = rows("ips", draw, {});
  const devices = rows("devices", draw, {});
  const sessions = rows("sessions", draw, {});
  const emails = rows("emails", draw, {});
  const phones = rows("phones", draw, {});
  const parts = { ips, devices, sessions, emails, phones };
  const events = rows("events", draw, parts);
  const user = row("user", draw, parts);
  // Built field by field from the catalogue that these types are made of.
  return { user, events, ...parts } as unknown as UserContext;
}

type Parts = { readonly [S in RowSource]?: readonly Row[] };

function rows(source: RowSource, draw: Draw, parts: Parts): readonly Row[] {
  const count = draw.chance(20) ? 0 : draw.chance(8) ? draw.int(20, 40) : draw.int(1, 6);
  const { clock } = SOURCES[source];
  const made = Array.from({ length: count }, () => row(source, draw, parts));
  return made.toSorted((a, b) => Number(b[clock]) - Number(a[clock]));
}

function row(source: SourceName, draw: Draw, parts: Parts): Row {
  return Object.fromEntries(
    fieldNames(source).map((field) => {
      const found = fieldType(source, field);
      if (found === null) throw new Error(`invariant: ${source} has no field ${field}`);
      return [field, found.optional && draw.chance(30) ? null : value(found.type, draw, parts)];
    }),
  );
}

/** Rows that are referred to are mostly those of the source, as stored users have them. */
function value(type: Type, draw: Draw, parts: Parts): unknown {
  if (type.kind === "list") throw new Error("invariant: no field is a list");
  if (type.kind !== "row") return scalar(type, draw);
  const known = type.source === "user" ? undefined : parts[type.source];
  return known !== undefined && known.length > 0 && draw.chance(80) ? draw.pick(known) : row(type.source, draw, parts);
}

function scalar(type: ElementType, draw: Draw): unknown {
  switch (type.kind) {
    case "bool":
      return draw.chance(50);
    case "int":
      return draw.chance(8) ? draw.pick(EXTREME_INTS) : draw.pick(INTS);
    case "string":
      return draw.pick(TEXTS);
    case "time":
      return draw.pick(MOMENTS);
    case "duration":
      return draw.pick(INTS);
    case "ip":
      return draw.pick(ADDRESSES);
    case "cidr":
      return draw.pick(NETWORKS);
    case "enum":
      return draw.pick<string>(MEMBERS[type.name]);
  }
}
