import type { Blame, RowPlace, ShownValue } from "../../compiler/index.ts";
import { DURATION_UNITS } from "../../dsl/source/duration-literal.ts";

/** A value in the notation of the language; `type` is the type's text. */
export function valueWords(value: ShownValue, type: string): string {
  if (value === null) return "missing";
  if (typeof value === "object") {
    const more = value.more > 0 ? [`… ${value.more.toLocaleString("en")} more`] : [];
    const element = /^list<(.*)>$/.exec(type)?.[1] ?? type;
    return `[${[...value.list.map((each) => valueWords(each, element)), ...more].join(", ")}]`;
  }
  if (type === "duration" && typeof value === "number") return durationWords(value);
  return type === "string" ? JSON.stringify(value) : String(value);
}

/** In the largest unit that leaves no rest. */
function durationWords(milliseconds: number): string {
  const units = Object.entries(DURATION_UNITS).toReversed();
  const [unit, size] = units.find(([, each]) => milliseconds % each === 0) ?? ["ms", 1];
  return milliseconds === 0 ? "0s" : `${milliseconds / size}${unit}`;
}

const ROW_WORDS: Readonly<Record<string, string>> = {
  events: "event",
  ips: "address",
  devices: "device",
  sessions: "session",
  emails: "e-mail",
  phones: "phone",
};

/** Rows are counted from the newest, which is 1. */
export function rowWords({ source, index, time }: RowPlace): string {
  return `${ROW_WORDS[source] ?? source} ${index + 1} of ${time}`;
}

/** Why something is missing or unknown. */
export function blameWords({ what, name, row }: Blame): string {
  const place = row === null ? "" : ` of ${rowWords(row)}`;
  switch (what) {
    case "field":
    case "attribute":
      return `${name}${place} is missing`;
    case "map_key":
      return `${name}: no such key`;
    case "no_rows":
      return `${name}: there are no rows`;
    case "no_result":
      return `${name} has no result`;
  }
}
