import { sql, type RawBuilder } from "kysely";

/** What a user has that others may have too, and that is blacklisted with a blacklisted user. */
export const IDENTITIES = [
  { kind: "ip", owners: "user_ips", shared: "ips", column: "address" },
  { kind: "email", owners: "user_emails", shared: "emails", column: "address" },
  { kind: "phone", owners: "user_phones", shared: "phones", column: "number" },
] as const;
export type Identity = (typeof IDENTITIES)[number];
export type IdentityKind = Identity["kind"];

/**
 * Why an identity of a blacklisted user is not blacklisted itself. `threshold`: no operator decided on the user. `cleared`: an operator took
 * it off. `pending`: it is about to be. `invalid`: it stands for all addresses that could not be read. `lan`, `carrier_nat`, `shared`: others are behind the address.
 */
export const NOT_LISTED_REASONS = [
  "threshold",
  "cleared",
  "invalid",
  "lan",
  "carrier_nat",
  "shared",
  "pending",
] as const;
export type NotListedReason = (typeof NOT_LISTED_REASONS)[number];

/** Networks whose addresses mean other machines elsewhere: private ones, this machine, this link. */
const LAN_RANGES = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
];
const within = (address: RawBuilder<unknown>, ranges: readonly string[]) =>
  sql.join(
    ranges.map((range) => sql`${address} <<= ${sql.lit(range)}::cidr`),
    sql` or `,
  );

/**
 * Why this value of a table of shared ones is never blacklisted, whoever has it; null when it may be. `shared` and `apps` are names in the
 * statement.
 */
export function exemption({ kind }: Identity, shared: string, apps: string): RawBuilder<NotListedReason | null> {
  const column = (name: string) => sql.ref(`${shared}.${name}`);
  const cleared = sql`when ${column("cleared_at")} is not null then 'cleared'`;
  if (kind !== "ip") return sql`case ${cleared} end`;
  const address = column("address");
  return sql`case ${cleared} when ${address} = '0.0.0.0'::inet then 'invalid'
    when ${within(address, ["100.64.0.0/10"])} then 'carrier_nat' when ${within(address, LAN_RANGES)} then 'lan'
    when ${column("user_count")} > ${sql.ref(`${apps}.blacklist_most_users`)} then 'shared' end`;
}
