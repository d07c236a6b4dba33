import type { PeerSource } from "../types/sources.ts";
import type { RowOf } from "../types/user-context.ts";
import { rowField } from "./input-value.ts";
import { newestFirst } from "./newest-first.ts";
import type { InputRow } from "./user-input.ts";

/** What peers share who do not say: of networks for documentation, by RFC 5737. */
const SHARED = {
  peers_by_ip: "192.0.2.1",
  peers_by_subnet: "192.0.2.0/24",
  peers_by_device: "Example/1.0",
  peers_by_phone: "+15550100",
  peers_by_email: "shared@mail.example",
} as const satisfies Record<PeerSource, string>;

/** Other users as a test gives them; one without a name is a different one each time. */
export function buildPeers<S extends PeerSource>(
  source: S,
  given: readonly InputRow[],
  asOf: number,
): readonly RowOf<S>[] {
  const rows = given.map((row, index) => {
    const field = rowField(row);
    return {
      user: field.text("user", `peer ${index + 1}`),
      shared: field.text("shared", SHARED[source]),
      last_used: field.number("last_used", asOf),
      blacklisted: field.bool("blacklisted", false),
      created: field.number("created", asOf),
      last_seen: field.number("last_seen", asOf),
      last_login_fail: field.numberOrNull("last_login_fail"),
    };
  });
  return newestFirst(rows, "last_used", asOf) as unknown as readonly RowOf<S>[]; // all peers have these fields
}
