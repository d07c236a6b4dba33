import type { RowOf } from "../types/user-context.ts";
import { useOf, type EventDraft } from "./event-draft.ts";
import { referredRow, rowField, textOf } from "./input-value.ts";
import { mergeRows, type Mention, type RowDraft } from "./merge-rows.ts";
import type { InputRow } from "./user-input.ts";

/** One row a number, from the events that carry one and from the given rows. Facts that are not given are missing. */
export function buildPhones(
  events: readonly EventDraft[],
  own: readonly InputRow[],
  asOf: number,
): readonly RowOf<"phones">[] {
  const mentions: Mention[] = events.flatMap((event) => {
    const { phone } = event.given;
    if (phone === undefined || phone === null) return [];
    const given = referredRow(phone, "number");
    return [{ key: numberOf(given, 0), given, event }];
  });
  const alone = own.map((given, index) => ({ key: numberOf(given, index), given, event: null }));
  return mergeRows([...mentions, ...alone]).map((draft) => buildPhone(draft, asOf));
}

/** Without its spaces; a row that gives none takes one of the numbers reserved for fiction. */
function numberOf(given: InputRow, index: number): string {
  return textOf(given["number"], "number")?.replaceAll(" ", "") ?? `+1202555${String(100 + index).padStart(4, "0")}`;
}

function buildPhone({ key, given, events }: RowDraft, asOf: number): RowOf<"phones"> {
  const field = rowField(given);
  const { last_seen, first_seen } = useOf(events, asOf);
  const lastSeen = field.number("last_seen", last_seen);
  return {
    number: key,
    valid: field.boolOrNull("valid"),
    country: field.textOrNull("country") as RowOf<"phones">["country"], // the binder checked the member
    type: field.textOrNull("type") as RowOf<"phones">["type"], // the binder checked the member
    user_count: field.number("user_count", 1),
    blacklisted: field.bool("blacklisted", false),
    first_seen: field.number("first_seen", Math.min(first_seen, lastSeen)),
    last_seen: lastSeen,
  };
}
