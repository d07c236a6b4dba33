import { ROW_CAP } from "../types/sources.ts";
import type { RowOf, UserContext } from "../types/user-context.ts";
import { buildDevices } from "./build-devices.ts";
import { buildEmails } from "./build-emails.ts";
import { buildEvents } from "./build-events.ts";
import { buildFieldChanges } from "./build-field-changes.ts";
import { buildIps } from "./build-ips.ts";
import { buildPeers } from "./build-peers.ts";
import { buildPhones } from "./build-phones.ts";
import { buildSessions } from "./build-sessions.ts";
import { countCountries } from "./count-countries.ts";
import { readEvents } from "./event-draft.ts";
import { rowField, textOf } from "./input-value.ts";
import { newestFirst } from "./newest-first.ts";
import type { InputRow, UserInput } from "./user-input.ts";

/**
 * Completes a described user by the rules of ingest. Addresses, devices, sessions, e-mails, phones and counters follow from
 * the events; what is given wins; all else takes the harmless default: missing where it may be missing, else `false`, the
 * moment of the test, or one. Rows after `asOf` (milliseconds since the epoch) are left out.
 */
export function buildUser({ user, sources }: UserInput, asOf: number): UserContext {
  const drafts = readEvents(sources.events ?? [], asOf);
  const ips = buildIps(drafts, sources.ips ?? [], asOf);
  const devices = buildDevices(drafts, sources.devices ?? [], asOf);
  const sessions = buildSessions(drafts, sources.sessions ?? [], ips.ofEvent, devices.ofEvent, asOf);
  const emails = buildEmails(drafts, [...(sources.emails ?? []), ...given(user, "email", "address")], asOf);
  const phones = buildPhones(drafts, [...(sources.phones ?? []), ...given(user, "phone", "number")], asOf);
  const events = buildEvents(drafts, ips.ofEvent, devices.ofEvent, sessions.ofEvent);
  const capped = {
    events: events.slice(0, ROW_CAP),
    ips: newestFirst(ips.rows, "last_seen", asOf),
    devices: newestFirst(devices.rows, "last_seen", asOf),
    sessions: newestFirst(sessions.rows, "started", asOf),
    emails: newestFirst(emails, "last_seen", asOf),
    phones: newestFirst(phones, "last_seen", asOf),
    field_changes: newestFirst(buildFieldChanges(sources.field_changes ?? [], asOf), "time", asOf),
    peers_by_ip: buildPeers("peers_by_ip", sources.peers_by_ip ?? [], asOf),
    peers_by_subnet: buildPeers("peers_by_subnet", sources.peers_by_subnet ?? [], asOf),
    peers_by_device: buildPeers("peers_by_device", sources.peers_by_device ?? [], asOf),
    peers_by_phone: buildPeers("peers_by_phone", sources.peers_by_phone ?? [], asOf),
    peers_by_email: buildPeers("peers_by_email", sources.peers_by_email ?? [], asOf),
  };
  return { user: buildUserRow(user, capped, events.length, asOf), ...capped };
}

type Sources = Omit<UserContext, "user">;

function buildUserRow(user: InputRow, sources: Sources, eventCount: number, asOf: number): RowOf<"user"> {
  const { events, ips, devices, sessions, emails, phones } = sources;
  const field = rowField(user);
  const name = field.text("name", "user");
  return {
    name,
    created: field.number("created", events.at(-1)?.time ?? asOf),
    last_seen: field.number("last_seen", events[0]?.time ?? asOf),
    first_name: field.textOrNull("first_name"),
    last_name: field.textOrNull("last_name"),
    full_name: field.textOrNull("full_name"),
    event_count: field.number("event_count", eventCount),
    ip_count: field.number("ip_count", ips.length),
    device_count: field.number("device_count", devices.length),
    country_count: field.number("country_count", countCountries(ips)),
    session_count: field.number("session_count", sessions.length),
    anonymous: field.bool("anonymous", name === "N/A" || /[.:]\*$/.test(name)),
    blacklisted: field.bool("blacklisted", false),
    whitelisted: field.bool("whitelisted", false),
    email: user["email"] === null ? null : (named(emails, "address", user["email"]) ?? emails[0] ?? null),
    phone: user["phone"] === null ? null : (named(phones, "number", user["phone"]) ?? phones[0] ?? null),
  };
}

/** A row that the user's own fields describe, as one more given row. */
function given(user: InputRow, field: string, key: string): readonly InputRow[] {
  const value = user[field];
  if (value === undefined || value === null) return [];
  if (typeof value === "object" && !Array.isArray(value)) return [value as InputRow]; // not an array, so the fields of a row
  return typeof value === "string" ? [{ [key]: value }] : [];
}

/** The row that the user's own field names by its key. */
function named<R extends { readonly [key: string]: unknown }>(
  rows: readonly R[],
  key: string,
  value: InputRow[string] | undefined,
): R | null {
  const wanted = textOf(value, key);
  return wanted === null ? null : (rows.find((row) => row[key] === wanted) ?? null);
}
