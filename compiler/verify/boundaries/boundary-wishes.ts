import type { Scalar } from "../../../dsl/binder/bound.ts";
import { fieldType } from "../../../dsl/types/field-type.ts";
import { FIELD_INT, FIELD_TIME } from "../../../dsl/binder/interval.ts";
import type { RowSource, SourceName } from "../../../dsl/types/sources.ts";
import type { Wishes } from "../arbitraries/user.ts";
import type { Aim, Boundaries } from "./boundaries.ts";

/** `toward` users mostly make the rule true, `near` users stand on both sides of its boundaries. */
export type WishMode = keyof Aim;

/**
 * Wishes for one user. Most of its rows share one value a field, so that conditions that every row has to meet, or
 * several rows together, are met as well.
 */
export function boundaryWishes(
  { fields, counts, present, relations }: Boundaries,
  mode: WishMode,
  asOf: number,
): Omit<Wishes, "peers"> {
  const favourites = new Map<string, Scalar | null | undefined>();
  const percent = mode === "toward" ? 95 : 70;
  const possible = new Map([...fields].map(([name, aim]) => [name, possibleValues(name, aim[mode], asOf)]));
  return {
    count: (source, draw) => {
      const wanted = counts.get(source)?.[mode] ?? [];
      return wanted.length > 0 && draw.chance(60) ? draw.pick(wanted) : undefined;
    },
    value: (source, field, draw) => {
      const name = `${source}.${field}`;
      const values = possible.get(name) ?? [];
      if (values.length === 0) return undefined;
      if (!favourites.has(name)) favourites.set(name, draw.pick(values));
      if (!draw.chance(percent)) return undefined;
      return draw.chance(80) ? favourites.get(name) : draw.pick(values);
    },
    isPresent: (source, field) =>
      present.has(`${source}.${field}`) || (mode === "toward" && fields.has(`${source}.${field}`)),
    amend: (source, row, draw) => {
      const amended: Record<string, unknown> = { ...row };
      for (const { left, right, difference } of relations.filter((relation) => relation.source === source)) {
        const from = amended[left];
        if (typeof from !== "number" || difference[mode].length === 0 || !draw.chance(70)) continue;
        const related = from - draw.pick(difference[mode]);
        if (isPossible(source, right, related, asOf)) amended[right] = related;
      }
      return amended;
    },
  };
}

/** Those of some values that the field `source.field` can have. */
export function possibleValues(
  name: string,
  values: readonly (Scalar | null)[],
  asOf: number,
): readonly (Scalar | null)[] {
  const [source = "", field = ""] = name.split(".");
  // The names were made of the catalogue's own.
  return values.filter((value) => isPossible(source as SourceName | RowSource, field, value, asOf));
}

/** What the catalogue allows a field to be; no row is later than the moment that is judged. */
function isPossible(source: SourceName, field: string, value: Scalar | null, asOf: number): boolean {
  const known = fieldType(source, field);
  if (known === null) return false;
  if (value === null) return known.optional;
  switch (known.type.kind) {
    case "bool":
      return typeof value === "boolean";
    case "int":
      return (
        typeof value === "number" && Number.isSafeInteger(value) && value >= FIELD_INT.low && value <= FIELD_INT.high
      );
    case "time":
      return typeof value === "number" && value >= FIELD_TIME.low && value <= asOf;
    case "duration":
      return typeof value === "number";
    case "ip":
    case "cidr":
    case "string":
    case "enum":
      return typeof value === "string" && (known.type.kind !== "string" || value.length <= LONGEST_TEXT);
    case "list":
    case "row":
      return false;
  }
}

const LONGEST_TEXT = 2_000;
