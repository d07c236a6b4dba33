import type { PeerSource } from "../../../dsl/types/sources.ts";
import { type AsPeer, type Member, PEER_SOURCES, type Use } from "../population.ts";
import type { Draw } from "./draw.ts";
import { ADDRESSES, MOMENTS, NETWORKS, TEXTS } from "./pools.ts";
import { generateUser } from "./user.ts";

/** A user among others. Values are so few that most members share some, and times are often of one hour. */
export function generateMember(userId: string, draw: Draw): Member {
  const uses = Object.fromEntries(PEER_SOURCES.map((source) => [source, generateUses(source, draw)]));
  return {
    userId,
    context: generateUser(draw),
    asPeer: {
      blacklisted: draw.chance(40),
      lastLoginFail: draw.chance(30) ? null : draw.pick(MOMENTS),
      uses: uses as AsPeer["uses"], // one entry a source
    },
  };
}

const VALUES = {
  peers_by_ip: ADDRESSES.slice(0, 4),
  peers_by_subnet: NETWORKS.slice(0, 3),
  peers_by_device: TEXTS.slice(0, 4),
  peers_by_phone: TEXTS.slice(3, 6),
  peers_by_email: TEXTS.slice(1, 4),
} as const satisfies Record<PeerSource, readonly string[]>;

/** One use a value, but of networks, of which a user may use several addresses. */
function generateUses(source: PeerSource, draw: Draw): readonly Use[] {
  const made = Array.from({ length: draw.chance(15) ? 0 : draw.int(1, 4) }, (): Use => {
    const shared = draw.pick<string>(VALUES[source]);
    return { key: shared, shared, at: draw.chance(60) ? draw.pick(MOMENTS) - draw.int(0, 3) : draw.pick(MOMENTS) };
  });
  if (source === "peers_by_subnet") return made;
  return [...new Map(made.map((use) => [use.key, use])).values()];
}
