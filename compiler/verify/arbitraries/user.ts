import type { Scalar } from "../../../dsl/binder/bound.ts";
import { fieldNames, fieldType } from "../../../dsl/types/field-type.ts";
import { PREVIOUS, ROW_CAP, type RowSource, SOURCES, type SourceName } from "../../../dsl/types/sources.ts";
import type { ElementType, Type } from "../../../dsl/types/type.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import { PEER_SOURCES } from "./all-types.ts";
import type { Draw } from "./draw.ts";
import { ADDRESSES, FIELD_EXTREMES, INTS, MEMBERS, MOMENTS, NETWORKS, TEXTS } from "./pools.ts";

type Row = Readonly<Record<string, unknown>>;

/** What a user should be like, beyond what the catalogue allows; what is left undefined is left to chance. */
export interface Wishes {
  readonly count: (source: RowSource, draw: Draw) => number | undefined;
  /** Null is missing, and only said of fields that may be. */
  readonly value: (source: SourceName, field: string, draw: Draw) => Scalar | null | undefined;
  /** A field that holds a row should hold one. */
  readonly isPresent: (source: SourceName, field: string) => boolean;
  /** Values that depend on one another. */
  readonly amend: (source: SourceName, row: Row, draw: Draw) => Row;
  /** Rows of peers, too; in a population they follow from the other members (`member.ts`). */
  readonly peers: boolean;
}

export const NO_WISHES: Wishes = {
  count: () => undefined,
  value: () => undefined,
  isPresent: () => false,
  amend: (_source, row) => row,
  peers: false,
};

/**
 * Any user that the catalogue allows: missing values in every field that may be missing, sources of no rows, equal times,
 * rows at the boundaries of windows. Rows need not fit together as ingest would make them: rules must agree on all.
 */
export function generateUser(draw: Draw, wishes: Wishes = NO_WISHES): UserContext {
  const making = { draw, wishes };
  const ips = rows("ips", { ...making, parts: {} });
  const devices = rows("devices", { ...making, parts: {} });
  const sessions = rows("sessions", { ...making, parts: {} });
  const emails = rows("emails", { ...making, parts: {} });
  const phones = rows("phones", { ...making, parts: {} });
  const field_changes = rows("field_changes", { ...making, parts: {} });
  const parts = { ips, devices, sessions, emails, phones, field_changes };
  const events = rows("events", { ...making, parts });
  const user = row("user", { ...making, parts });
  const peers = Object.fromEntries(
    PEER_SOURCES.map((source) => [source, wishes.peers ? rows(source, { ...making, parts: {} }) : []]),
  );
  // Built field by field from the catalogue that these types are made of.
  return { user, events, ...parts, ...peers } as unknown as UserContext;
}

interface Making {
  readonly draw: Draw;
  readonly wishes: Wishes;
  /** The rows that others may refer to. */
  readonly parts: { readonly [S in RowSource]?: readonly Row[] };
}

function rows(source: RowSource, making: Making): readonly Row[] {
  const { draw, wishes } = making;
  const wished = wishes.count(source, draw);
  const count = wished ?? someRows(draw);
  const { clock } = SOURCES[source];
  const drawn = Array.from({ length: count }, () => row(source, making));
  const made = wished === undefined && isLong(source, drawn, draw) ? repeated(drawn, ROW_CAP) : drawn;
  return made.toSorted((a, b) => Number(b[clock]) - Number(a[clock]));
}

/** Now and then a user has as many events as a rule can see: what lies behind them nobody knows. */
function isLong(source: RowSource, drawn: readonly Row[], draw: Draw): boolean {
  return source === "events" && drawn.length > 0 && draw.chance(3);
}

function repeated(rows: readonly Row[], count: number): readonly Row[] {
  return Array.from({ length: Math.ceil(count / rows.length) }, () => rows)
    .flat()
    .slice(0, count);
}

function someRows(draw: Draw): number {
  return draw.chance(20) ? 0 : draw.chance(8) ? draw.int(20, 40) : draw.int(1, 6);
}

function row(source: SourceName, making: Making): Row {
  const { draw, wishes } = making;
  const fields = storedFields(source).map((field) => {
    const found = fieldType(source, field);
    if (found === null) throw new Error(`invariant: ${source} has no field ${field}`);
    const wished = wishes.value(source, field, draw);
    if (wished !== undefined) return [field, wished];
    const missing = found.optional && !wishes.isPresent(source, field) && draw.chance(30);
    return [field, missing ? null : value(found.type, making)];
  });
  return wishes.amend(source, Object.fromEntries(fields), draw);
}

function storedFields(source: SourceName): readonly string[] {
  return fieldNames(source).filter((field) => field !== PREVIOUS);
}

/** Rows that are referred to are mostly those of the source, as stored users have them. */
function value(type: Type, making: Making): unknown {
  const { draw, parts } = making;
  if (type.kind === "list") throw new Error("invariant: no field is a list");
  if (type.kind !== "row") return scalar(type, draw);
  const known = type.source === "user" ? undefined : parts[type.source];
  return known !== undefined && known.length > 0 && draw.chance(80) ? draw.pick(known) : row(type.source, making);
}

function scalar(type: ElementType, draw: Draw): unknown {
  switch (type.kind) {
    case "bool":
      return draw.chance(50);
    case "int":
      return draw.chance(8) ? draw.pick(FIELD_EXTREMES) : draw.pick(INTS);
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
