import type { RowOf } from "../types/user-context.ts";
import { known, type BuiltRows } from "./build-ips.ts";
import { useOf, type EventDraft } from "./event-draft.ts";
import { referredRow, rowField } from "./input-value.ts";
import { mergeRows, type Mention, type RowDraft } from "./merge-rows.ts";
import type { InputRow } from "./user-input.ts";

/** One row a device: by its label where it has one, else by user agent and language as ingest does. */
export function buildDevices(
  events: readonly EventDraft[],
  own: readonly InputRow[],
  asOf: number,
): BuiltRows<RowOf<"devices">> {
  const mentions: Mention[] = events.map((event) => {
    const given = referredRow(event.given["device"], "label");
    return { key: keyOf(given), given, event };
  });
  const alone = own.map((given, index) => ({
    key: hasKey(given) ? keyOf(given) : `given ${index}`,
    given,
    event: null,
  }));
  const byKey = new Map(mergeRows([...mentions, ...alone]).map((draft) => [draft.key, buildDevice(draft, asOf)]));
  return {
    rows: [...byKey.values()],
    ofEvent: ({ given }) => known(byKey.get(keyOf(referredRow(given["device"], "label")))),
  };
}

function hasKey(given: InputRow): boolean {
  return ["label", "user_agent", "language"].some((field) => given[field] !== undefined);
}

function keyOf(given: InputRow): string {
  const { label, user_agent: agent, language } = given;
  return typeof label === "string" ? `label ${label}` : JSON.stringify([agent ?? null, language ?? null]);
}

function buildDevice({ given, events }: RowDraft, asOf: number): RowOf<"devices"> {
  const field = rowField(given);
  const { last_seen, first_seen, event_count } = useOf(events, asOf);
  const lastSeen = field.number("last_seen", last_seen);
  const language = field.textOrNull("language");
  const version = field.textOrNull("browser_version");
  return {
    type: field.textOrNull("type") as RowOf<"devices">["type"], // the binder checked the member
    browser: field.textOrNull("browser"),
    browser_version: version,
    browser_major: field.numberOrNull("browser_major", majorOf(version)),
    os: field.textOrNull("os"),
    bot: field.bool("bot", given["type"] === "bot"),
    bot_name: field.textOrNull("bot_name"),
    ai_bot: field.bool("ai_bot", false),
    program_class: field.textOrNull("program_class"),
    browser_released: field.numberOrNull("browser_released"),
    reduced: field.boolOrNull("reduced"),
    user_agent: field.textOrNull("user_agent"),
    language,
    primary_language: field.textOrNull("primary_language", primaryOf(language)),
    first_seen: field.number("first_seen", Math.min(first_seen, lastSeen)),
    last_seen: lastSeen,
    event_count: field.number("event_count", event_count),
  };
}

function majorOf(version: string | null): number | null {
  const digits = /^\d{1,9}(?=\.|$)/.exec(version ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
}

/** `en` of `en-GB,fr;q=0.8`, in capitals. */
function primaryOf(language: string | null): string | null {
  const primary = /^\s*([A-Za-z]{2,3})(?=[-_,;\s]|$)/.exec(language ?? "")?.[1];
  return primary === undefined ? null : primary.toUpperCase();
}
