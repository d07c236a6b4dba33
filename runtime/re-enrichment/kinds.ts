import type { EmailFactColumns, IpFactColumns, ReEnrichedKind } from "../db/schema.ts";
import type { ColumnType } from "../db/upsert.ts";

/** A table of values that users share, the rows of its users, and the facts that these hold. */
export interface ReEnriched {
  readonly kind: ReEnrichedKind;
  readonly owners: "user_ips" | "user_emails";
  readonly type: ColumnType;
  /** Not after any value. */
  readonly first: string;
  /** Where the facts stand as they were last: the shared row where it has them. */
  readonly from: ReEnrichedKind | "user_emails";
  /** All but `checked`, which stays true once it is. */
  readonly facts: Readonly<Record<string, ColumnType>>;
}

export const RE_ENRICHED_KINDS = ["ips", "emails"] as const satisfies readonly ReEnrichedKind[];

export const RE_ENRICHED = {
  ips: {
    kind: "ips",
    owners: "user_ips",
    type: "inet",
    first: "0.0.0.0",
    from: "ips",
    facts: {
      country: "text",
      asn: "bigint",
      organisation: "text",
      subnet: "cidr",
      tor: "boolean",
      vpn: "boolean",
      relay: "boolean",
      starlink: "boolean",
      data_center: "boolean",
      spam_listed: "boolean",
      lan: "boolean",
      domain_count: "integer",
    } satisfies Readonly<Record<Exclude<keyof IpFactColumns, "checked">, ColumnType>>,
  },
  emails: {
    kind: "emails",
    owners: "user_emails",
    type: "text",
    first: "",
    from: "user_emails",
    facts: {
      free: "boolean",
      disposable: "boolean",
      educational: "boolean",
      government: "boolean",
      alias: "boolean",
      mx: "boolean",
      website_up: "boolean",
      domain_created: "timestamptz",
      rank: "integer",
      breached: "boolean",
      first_breach: "timestamptz",
      spam_listed: "boolean",
      domain_spam_listed: "boolean",
    } satisfies Readonly<Record<Exclude<keyof EmailFactColumns, "checked">, ColumnType>>,
  },
} as const satisfies { readonly [K in ReEnrichedKind]: ReEnriched };
