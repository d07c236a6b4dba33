import type { ColumnType } from "../db/upsert.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/** The things a user has, each a row in a table of the user's own. */
export const OWN_KINDS = ["ip", "device", "email", "phone"] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

export interface OwnTable {
  readonly table: "user_ips" | "user_devices" | "user_emails" | "user_phones";
  /** The column that names the thing. */
  readonly column: string;
  readonly type: ColumnType;
  /** Whether the user's events with it are counted. */
  readonly counted: boolean;
  /** What an event names; null when it names none. */
  readonly valueOf: (event: PreparedEvent) => string | null;
}

export const OWN_TABLES = {
  ip: { table: "user_ips", column: "address", type: "inet", counted: true, valueOf: ({ event }) => event.ip.address },
  device: {
    table: "user_devices",
    column: "device_id",
    type: "bigint",
    counted: true,
    valueOf: ({ deviceId }) => deviceId,
  },
  email: {
    table: "user_emails",
    column: "address",
    type: "text",
    counted: false,
    valueOf: ({ event }) => event.email?.address ?? null,
  },
  phone: { table: "user_phones", column: "number", type: "text", counted: false, valueOf: ({ event }) => event.phone },
} as const satisfies Readonly<Record<OwnKind, OwnTable>>;
