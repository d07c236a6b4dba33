import { fieldNames, fieldType } from "../../../dsl/types/field-type.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { RowSource, SourceName } from "../../../dsl/types/sources.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import type { InputRow, InputValue, UserInput } from "../../../dsl/testing/user-input.ts";

/**
 * A user in the words of a test. A test builds users by the rules of ingest, so that a generated user whose rows do not
 * fit together comes back a little different: these are ways to say it, the most faithful first, and whoever asks must
 * look which of them still shows what it is about.
 */
export function inputsOfUser(context: UserContext): readonly UserInput[] {
  const asItIs = faithfulInput(context);
  const told = inputOfUser(context, apart());
  return [asItIs, ...subsetsOf(told)];
}

/** Every row with all that is known of it. */
export function faithfulInput(context: UserContext): UserInput {
  return inputOfUser(context, (_source, row) => row);
}

type Rename = (source: SourceName, row: InputRow, original: object) => InputRow;

function inputOfUser(context: UserContext, rename: Rename): UserInput {
  const labels = new Map<object, string>();
  const labelOf = (row: object): string => {
    const known = labels.get(row) ?? `r${labels.size + 1}`;
    labels.set(row, known);
    return known;
  };
  const inputRow = (source: SourceName, row: object): InputRow => {
    const fields = fieldNames(source).flatMap((field): readonly [string, InputValue][] => {
      const type = fieldType(source, field)?.type;
      const value: unknown = Reflect.get(row, field);
      if (type?.kind !== "row") return isScalar(value) ? [[field, value]] : [];
      if (typeof value !== "object" || value === null) return value === null ? [[field, null]] : [];
      return [[field, inputRow(type.source, value)]];
    });
    const label: readonly [string, InputValue][] =
      source === "devices" || source === "sessions" ? [["label", labelOf(row)]] : [];
    return rename(source, Object.fromEntries([...label, ...fields]), row);
  };
  // The later one of a test is the newer one.
  const sources = rowSources().map((source) => [
    source,
    context[source].map((row) => inputRow(source, row)).toReversed(),
  ]);
  return { user: inputRow("user", context.user), sources: Object.fromEntries(sources) };
}

/** Rows that ingest would take for one, because of their key, get keys of their own. */
function apart(): Rename {
  const names = new Map<object, string>();
  const taken = new Set<string>();
  return (source, row, original) => {
    const key = KEYS[source];
    const written = key === undefined ? undefined : row[key.field];
    if (key === undefined || typeof written !== "string") return row;
    const name = names.get(original) ?? (taken.has(written) ? key.fresh(names.size) : written);
    names.set(original, name);
    taken.add(name);
    return { ...row, [key.field]: name };
  };
}

const KEYS: { readonly [S in SourceName]?: { readonly field: string; readonly fresh: (n: number) => string } } = {
  ips: { field: "address", fresh: (n) => `198.18.${n >> 8}.${n & 255}` },
  emails: { field: "address", fresh: (n) => `person${n}@example.com` },
  phones: { field: "number", fresh: (n) => `+49${n}` },
};

/** With fewer of its sources: what is not given is not derived either. */
function subsetsOf(input: UserInput): readonly UserInput[] {
  const filled = rowSources().filter((source) => (input.sources[source] ?? []).length > 0);
  const subsets = Array.from({ length: 2 ** filled.length }, (_, mask) =>
    filled.filter((_source, i) => ((mask >> i) & 1) === 0),
  );
  const kept = (subset: readonly RowSource[]) =>
    Object.fromEntries(subset.map((source) => [source, input.sources[source] ?? []]));
  return [input.user, {}].flatMap((user) => subsets.map((subset) => ({ user, sources: kept(subset) })));
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
