import type { ShownValue } from "../../api/index.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";

const UNITS = [
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** A value as the language writes it, moments in the reader's zone; `type` is the type's text. */
export function shownText(value: ShownValue, type: string): string {
  if (value === null) return text.explainPanel.missing;
  if (typeof value === "object") {
    const element = /^list<(.*)>$/.exec(type)?.[1] ?? type;
    return text.explainPanel.list(
      value.list.map((each) => shownText(each, element)),
      value.more,
    );
  }
  if (type === "duration" && typeof value === "number") return durationText(value);
  if (type === "time" && typeof value === "string") return formatMoment(value);
  return type === "string" ? JSON.stringify(value) : String(value);
}

/** In the largest unit that leaves no rest. */
function durationText(milliseconds: number): string {
  if (milliseconds === 0) return "0s";
  const [unit, size] = UNITS.find(([, each]) => milliseconds % each === 0) ?? ["ms", 1];
  return `${milliseconds / size}${unit}`;
}
