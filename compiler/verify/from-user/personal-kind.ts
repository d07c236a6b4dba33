import type { SourceName } from "../../../dsl/types/sources.ts";

/** What a text says about somebody, or a machine of theirs. */
export type PersonalKind =
  | "name"
  | "person"
  | "email"
  | "local"
  | "domain"
  | "phone"
  | "ip"
  | "network"
  | "organisation"
  | "agent"
  | "url"
  | "path"
  | "query"
  | "text"
  | "word";

/** Null for what many share and nobody is known by: kinds of events, countries, browsers, facts and numbers. */
export function personalKind(source: SourceName, field: string): PersonalKind | null {
  return KINDS[`${source}.${field}`] ?? null;
}

const KINDS: Readonly<Record<string, PersonalKind>> = {
  "user.name": "name",
  "user.first_name": "person",
  "user.last_name": "person",
  "user.full_name": "person",
  "emails.address": "email",
  "emails.local_part": "local",
  "emails.domain": "domain",
  "phones.number": "phone",
  "ips.address": "ip",
  "ips.subnet": "network",
  "ips.organisation": "organisation",
  "devices.user_agent": "agent",
  "devices.language": "word",
  "events.url": "url",
  "events.referer": "url",
  "events.path": "path",
  "events.query": "query",
  "events.page_title": "text",
  "events.search_field": "word",
  "events.search_value": "text",
  "field_changes.field": "word",
  "field_changes.parent": "word",
  "field_changes.old_value": "text",
  "field_changes.new_value": "text",
  "peers_by_ip.user": "name",
  "peers_by_ip.shared": "ip",
  "peers_by_subnet.user": "name",
  "peers_by_subnet.shared": "network",
  "peers_by_device.user": "name",
  "peers_by_device.shared": "agent",
  "peers_by_phone.user": "name",
  "peers_by_phone.shared": "phone",
  "peers_by_email.user": "name",
  "peers_by_email.shared": "email",
};
