import { ordinaryDevice, unusualDevice } from "../../../cli/demo/device.ts";
import { addressIn, isHome, networkOf } from "../../../cli/demo/network.ts";
import { act, visit } from "../../../cli/demo/story.ts";
import { between, everyDay, type Honest, person, some } from "../role.ts";
import { RELAY } from "../relay.ts";
import { atHome } from "./home.ts";

/** A privacy relay of the system's maker: another address every few minutes, the country stays. */
export const relayUser: Honest = (role) => {
  const { random, now } = role;
  const own = { person: person(role), device: ordinaryDevice(random, "US") };
  return some(random, everyDay(now), 20).flatMap((day) => {
    const time = between(random, day, 9, 22);
    return [
      ...visit(random, { ...own, address: addressIn(random, RELAY), time }, 1),
      ...Array.from({ length: random.int(3, 12) }, (_, i) =>
        act({
          ...own,
          address: addressIn(random, RELAY),
          url: `/catalogue/${i}`,
          time: time + 200_000 + i * random.int(20_000, 60_000),
        }),
      ),
    ];
  });
};

/** A VPN bought one day, for films or for a hotel's network, after months without: every other one stays with it. */
export const vpnUser: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role);
  const vpn = { ...at, address: addressIn(random, networkOf(random, "vpn")) };
  const all = some(random, everyDay(now), 20);
  const bought = all[random.int(3, Math.max(4, all.length - 1))] ?? now;
  const stays = random.chance(50);
  return all.flatMap((day) =>
    visit(
      random,
      { ...(day === bought || (stays && day > bought) ? vpn : at), time: between(random, day, 9, 22) },
      random.int(1, 4),
    ),
  );
};

/** Browsers that read pages aloud or run on old machines: unusual names, ordinary visits. */
export const assistiveBrowser: Honest = (role) => {
  const { random, now } = role;
  const network = networkOf(random, "residential", isHome);
  const at = {
    person: person(role),
    device: unusualDevice(random, network.country),
    address: addressIn(random, network),
  };
  return some(random, everyDay(now), 15).flatMap((day) =>
    visit(random, { ...at, time: between(random, day, 9, 22) }, random.int(1, 6)),
  );
};
