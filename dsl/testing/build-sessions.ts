import { extendSession, opensSession, type SessionState } from "../types/session-rule.ts";
import type { RowOf } from "../types/user-context.ts";
import { known, type BuiltRows } from "./build-ips.ts";
import { countCountries } from "./count-countries.ts";
import type { EventDraft } from "./event-draft.ts";
import { referredRow, rowField } from "./input-value.ts";
import { mergeRows, type Mention, type RowDraft } from "./merge-rows.ts";
import type { InputRow } from "./user-input.ts";

type IpOf = (event: EventDraft) => RowOf<"ips">;
type DeviceOf = (event: EventDraft) => RowOf<"devices">;

/** Sessions by the pauses between events, as ingest splits them; an event with a label belongs to the session of that label. */
export function buildSessions(
  events: readonly EventDraft[],
  own: readonly InputRow[],
  ipOf: IpOf,
  deviceOf: DeviceOf,
  asOf: number,
): BuiltRows<RowOf<"sessions">> {
  const keys = sessionKeys(events);
  const mentions: Mention[] = events.map((event) => {
    return { key: known(keys.get(event)), given: referredRow(event.given["session"], "label"), event };
  });
  const alone = own.map((given, index) => ({ key: labelOf(given) ?? `given ${index}`, given, event: null }));
  const byKey = new Map(
    mergeRows([...mentions, ...alone]).map((draft) => [draft.key, buildSession(draft, ipOf, deviceOf, asOf)]),
  );
  return { rows: [...byKey.values()], ofEvent: (event) => known(byKey.get(known(keys.get(event)))) };
}

/** The session of each event, the events in the order of time. */
function sessionKeys(events: readonly EventDraft[]): ReadonlyMap<EventDraft, string> {
  const keys = new Map<EventDraft, string>();
  let current: OpenSession | null = null;
  let userLastSeen: number | null = null;
  for (const event of events) {
    const label = labelOf(referredRow(event.given["session"], "label"));
    if (label !== null) keys.set(event, label);
    else {
      const next: OpenSession = nextSession(current, userLastSeen, event.time, `session ${keys.size}`);
      current = next;
      keys.set(event, next.key);
    }
    userLastSeen = Math.max(userLastSeen ?? event.time, event.time);
  }
  return keys;
}

interface OpenSession {
  readonly state: SessionState;
  readonly key: string;
}

function nextSession(current: OpenSession | null, userLastSeen: number | null, time: number, key: string): OpenSession {
  if (current !== null && !opensSession(current.state, userLastSeen, time)) {
    return { ...current, state: extendSession(current.state, time) };
  }
  return { state: { started: time, lastSeen: time }, key };
}

function labelOf({ label }: InputRow): string | null {
  return typeof label === "string" ? `label ${label}` : null;
}

function buildSession({ given, events }: RowDraft, ipOf: IpOf, deviceOf: DeviceOf, asOf: number): RowOf<"sessions"> {
  const field = rowField(given);
  const ips = [...new Set(events.map(ipOf))];
  const lastSeen = field.number("last_seen", events.at(-1)?.time ?? field.number("started", asOf));
  return {
    started: field.number("started", events[0]?.time ?? lastSeen),
    last_seen: lastSeen,
    event_count: field.number("event_count", Math.max(events.length, 1)),
    ip_count: field.number("ip_count", Math.max(ips.length, 1)),
    device_count: field.number("device_count", Math.max(new Set(events.map(deviceOf)).size, 1)),
    country_count: field.number("country_count", Math.max(countCountries(ips), 1)),
  };
}
