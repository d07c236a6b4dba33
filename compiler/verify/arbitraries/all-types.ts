import type { RowSource } from "../../../dsl/types/sources.ts";
import type { ElementType } from "../../../dsl/types/type.ts";

/** Every type a value can have. */
export const ALL_TYPES: readonly ElementType[] = [
  { kind: "int" },
  { kind: "string" },
  { kind: "bool" },
  { kind: "time" },
  { kind: "ip" },
  { kind: "cidr" },
  { kind: "duration" },
  { kind: "enum", name: "country" },
  { kind: "enum", name: "event_type" },
  { kind: "enum", name: "device_type" },
  { kind: "enum", name: "http_method" },
  { kind: "enum", name: "phone_type" },
];

export const ROW_SOURCES: readonly RowSource[] = [
  "events",
  "ips",
  "devices",
  "sessions",
  "emails",
  "phones",
  "field_changes",
];

/** Rows of other users. */
export const PEER_SOURCES: readonly RowSource[] = [
  "peers_by_ip",
  "peers_by_subnet",
  "peers_by_device",
  "peers_by_phone",
  "peers_by_email",
];
