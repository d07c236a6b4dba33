import { ordinaryDevice, unusualDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, HOUR, MINUTE, visit, type Casting, type DemoEvent } from "../story.ts";

/** An account that nobody has used for months: somebody comes in with its old password and changes it. */
export function awakened(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(400, 1_200) * DAY);
  const home = networkOf(random, "residential", isHome);
  const own = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const network = networkOf(random, "residential");
  const other = { person, device: unusualDevice(random, network.country), address: addressIn(random, network) };
  const start = now - random.int(HOUR, 3 * DAY);
  return [
    ...visit(random, { ...own, time: daytime(casting, random.int(110, 380)) }, random.int(2, 5)),
    act({ ...other, url: "/login", method: "POST", type: "account_login", time: start }),
    act({ ...other, url: "/account/password", method: "POST", type: "account_password_change", time: start + MINUTE }),
    act({ ...other, url: "/account/cards", time: start + 2 * MINUTE }),
  ];
}
