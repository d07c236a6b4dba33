import { ordinaryDevice, unusualDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, HOUR, visit, type Casting, type DemoEvent } from "../story.ts";

/** Somebody knows the password and asks for the second factor until the owner, tired of it, says yes. */
export function pesteredOwner(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(100, 600) * DAY);
  const home = networkOf(random, "residential", isHome);
  const own = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const network = networkOf(random, "vpn");
  const thief = { person, device: unusualDevice(random, network.country), address: addressIn(random, network) };
  let time = now - random.int(2 * HOUR, 3 * DAY);
  const step = () => (time += random.int(20_000, 90_000));
  return [
    ...[14, 9, 4].flatMap((days) => visit(random, { ...own, time: daytime(casting, days) }, random.int(1, 3))),
    ...Array.from({ length: random.int(6, 11) }, () =>
      act({ ...thief, url: "/login/mfa/push", method: "POST", code: 401, time: step() }),
    ),
    act({ ...thief, url: "/login", method: "POST", type: "account_login", time: step() }),
    act({ ...thief, url: "/account/orders", time: step() }),
  ];
}
