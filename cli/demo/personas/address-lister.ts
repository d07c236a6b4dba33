import { unusualDevice } from "../device.ts";
import { addressIn, networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

/** Somebody who asks for the forgotten passwords of a list of people, to learn who has an account. */
export function addressLister({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = throwawayPerson(random, number, now - random.int(1, 5) * DAY, "");
  const network = networkOf(random, "vpn");
  const at = { person, device: unusualDevice(random, network.country), address: addressIn(random, network) };
  const start = now - random.int(2 * HOUR, 40 * HOUR);
  return Array.from({ length: random.int(14, 30) }, (_, i) =>
    act({
      ...at,
      url: "/account/password/forgot",
      method: "POST",
      code: random.chance(20) ? 200 : 404,
      time: start + i * random.int(8_000, 40_000),
    }),
  );
}
