import { ORDINARY_AGENTS, scriptDevice } from "../device.ts";
import { addressIn, networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

/** A script that passes under a limit: half of them change the address from one request to the next, half their name. */
export function rotatingScript({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = throwawayPerson(random, number, now - random.int(2, 20) * DAY, "");
  const network = networkOf(random, "vpn");
  const one = { device: scriptDevice(random), address: addressIn(random, network) };
  const changesAddress = random.chance(50);
  const start = now - random.int(2 * HOUR, 40 * HOUR);
  return Array.from({ length: random.int(26, 40) }, (_, i) =>
    act({
      person,
      device: changesAddress ? one.device : { userAgent: random.pick(ORDINARY_AGENTS), language: "en-US" },
      address: changesAddress ? addressIn(random, network) : one.address,
      url: `/catalogue/item/${random.int(1_000, 9_000)}`,
      referer: "",
      time: start + i * random.int(4_000, 12_000),
    }),
  );
}
