import type { Scalar } from "../../../dsl/binder/bound.ts";
import { givenFieldType } from "../../../dsl/binder/given-fields.ts";
import type { InputRow, InputValue, UserInput } from "../../../dsl/testing/user-input.ts";
import { enumMembers } from "../../../dsl/types/field-type.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { SourceName } from "../../../dsl/types/sources.ts";
import type { ElementType } from "../../../dsl/types/type.ts";
import type { Draw } from "../arbitraries/draw.ts";
import type { Boundaries } from "../boundaries/boundaries.ts";
import { possibleValues } from "../boundaries/boundary-wishes.ts";
import { eachValue } from "../from-user/map-values.ts";
import { isRow } from "../from-user/minimise-input.ts";

/** What a rule compares with: where a change of a user may matter. */
export interface ChangeHints {
  readonly boundaries: Boundaries;
  /** Milliseconds that the rule counts back, or between rows. */
  readonly spans: readonly number[];
}

interface Changing extends ChangeHints {
  readonly asOf: number;
  /** Moments that the user has already. */
  readonly times: readonly number[];
  readonly draw: Draw;
}

/** A user who differs in one thing: a value at a boundary, a row more or fewer, a moment right at the edge of a span. */
export function changeInput(input: UserInput, asOf: number, hints: ChangeHints, draw: Draw): UserInput {
  const changing: Changing = { ...hints, asOf, times: timesOf(input), draw };
  const { user, sources } = input;
  const filled = rowSources().filter((each) => (sources[each] ?? []).length > 0);
  if (filled.length === 0 || draw.chance(15)) return { ...input, user: changeRow("user", user, changing) };
  const source = draw.pick(filled);
  const rows = sources[source] ?? [];
  const place = draw.int(0, rows.length - 1);
  const row = rows[place] ?? {};
  const changed = changeRow(source, row, changing);
  const next = draw.oneOf<readonly InputRow[]>([
    () => rows.with(place, changed),
    () => rows.with(place, changed),
    () => rows.toSpliced(place, 0, changed),
    () => [...rows, row],
    () => rows.toSpliced(place, 1),
  ]);
  const others = Object.entries(sources).filter(([name]) => name !== source);
  return { user, sources: Object.fromEntries(next.length === 0 ? others : [...others, [source, next]]) };
}

function changeRow(source: SourceName, row: InputRow, changing: Changing): InputRow {
  const { draw } = changing;
  const fields = fieldsOf(source, row, changing);
  if (fields.length === 0) return row;
  const field = draw.pick(fields);
  const type = givenFieldType(source, field)?.type;
  if (type === undefined || type.kind === "list") return row;
  if (type.kind !== "row") return { ...row, [field]: changeValue(`${source}.${field}`, type, row[field], changing) };
  const value = row[field];
  return { ...row, [field]: isRow(value) ? changeRow(type.source, value, changing) : referred(type.source, draw) };
}

/** Another row that is referred to by its name alone. */
function referred(source: SourceName, draw: Draw): InputValue {
  const n = draw.int(1, 9);
  if (source === "ips") return `198.18.0.${n}`;
  if (source === "emails") return `person${n}@example.com`;
  if (source === "phones") return `+4930000${n}`;
  return `d${n}`;
}

function changeValue(name: string, type: ElementType, value: InputValue | undefined, changing: Changing): InputValue {
  const values = valuesAround(name, type, value, changing);
  return values.length === 0 ? (value ?? null) : changing.draw.pick(values);
}

/** Values that may matter in place of one. */
function valuesAround(
  name: string,
  type: ElementType,
  value: InputValue | undefined,
  { boundaries, asOf, times, spans }: Omit<Changing, "draw">,
): readonly (Scalar | null)[] {
  const aim = boundaries.fields.get(name);
  const known = aim === undefined ? [] : possibleValues(name, [...aim.near, ...aim.toward], asOf);
  switch (type.kind) {
    case "bool":
      return [value !== true];
    case "time": {
      const away = [0, ...spans.flatMap((span) => [-span, span])];
      const edges = [asOf, ...times].flatMap((from) => away.flatMap((by) => [-1, 0, 1].map((off) => from + by + off)));
      return edges.filter((time) => time <= asOf && time !== value);
    }
    case "int":
    case "duration": {
      const now = typeof value === "number" ? value : 0;
      return [now + 1, Math.max(0, now - 1), ...known];
    }
    case "enum":
      return known.length > 0 ? known : enumMembers(type.name);
    case "ip":
      return ["198.18.0.1", "198.18.0.2", "198.18.1.1", ...known];
    case "string":
      return [1, 2, 3].map((n): Scalar | null => `${typeof value === "string" ? value : ""}${n}`).concat(known);
    case "cidr":
      return known;
  }
}

/** All users who differ in one thing, evenly thinned out to so many. */
export function inputsAround(input: UserInput, asOf: number, hints: ChangeHints, most: number): readonly UserInput[] {
  const { user, sources } = input;
  const changing = { ...hints, asOf, times: timesOf(input) };
  const makes: (() => UserInput)[] = rowsAround("user", user, changing).map((row) => () => ({ user: row(), sources }));
  for (const source of rowSources()) {
    const rows = sources[source] ?? [];
    const withRows = (next: readonly InputRow[]): UserInput => ({ user, sources: { ...sources, [source]: next } });
    for (const [place, row] of rows.entries()) {
      for (const changed of rowsAround(source, row, changing)) makes.push(() => withRows(rows.with(place, changed())));
      if (rows.length > 1) makes.push(() => withRows(rows.toSpliced(place, 1)));
      makes.push(() => withRows([...rows, row]));
    }
  }
  const step = Math.max(1, makes.length / most);
  return Array.from({ length: Math.floor(makes.length / step) }, (_, i) => makes[Math.floor(i * step)]?.() ?? input);
}

function rowsAround(source: SourceName, row: InputRow, changing: Omit<Changing, "draw">): readonly (() => InputRow)[] {
  return fieldsOf(source, row, changing).flatMap((field): readonly (() => InputRow)[] => {
    const type = givenFieldType(source, field)?.type;
    const value = row[field];
    if (type === undefined || type.kind === "list") return [];
    if (type.kind !== "row")
      return valuesAround(`${source}.${field}`, type, value, changing).map((next) => () => ({ ...row, [field]: next }));
    if (!isRow(value)) return [];
    return rowsAround(type.source, value, changing).map((inner) => () => ({ ...row, [field]: inner() }));
  });
}

/** Those that are given, and those that the rule compares. */
function fieldsOf(source: SourceName, row: InputRow, { boundaries }: ChangeHints): readonly string[] {
  const compared = [...boundaries.fields.keys()].flatMap((name) => {
    const [of, field = ""] = name.split(".");
    return of === source && givenFieldType(source, field) !== null ? [field] : [];
  });
  return [...new Set([...Object.keys(row), ...compared])];
}

function timesOf(input: UserInput): readonly number[] {
  const times = new Set<number>();
  eachValue(input, (source, field, value) => {
    if (typeof value === "number" && givenFieldType(source, field)?.type.kind === "time") times.add(value);
  });
  return [...times];
}
