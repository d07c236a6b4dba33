import { ordinaryDevice, scriptDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, MINUTE, visit, type Casting, type DemoEvent } from "../story.ts";

/** An owner whose cookie somebody abroad uses minutes later: no login, another browser, another country. */
export function sessionThief(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(100, 600) * DAY);
  const home = networkOf(random, "residential", isHome);
  const own = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const far = networkOf(random, "residential", (n) => !isHome(n));
  const thief = { person, device: scriptDevice(random), address: addressIn(random, far), referer: "" };
  const last = visit(random, { ...own, time: daytime(casting, 1) }, 2);
  const start = (last.at(-1)?.time ?? now) + random.int(MINUTE, 4 * MINUTE);
  return [
    ...visit(random, { ...own, time: daytime(casting, random.int(4, 12)) }, random.int(2, 4)),
    ...last,
    ...["/account", "/account/orders", "/account/cards", "/account/addresses"].map((url, i) =>
      act({ ...thief, url, time: start + i * 2_000 }),
    ),
  ];
}
