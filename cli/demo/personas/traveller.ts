import { ordinaryDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { DAY, daytime, visit, type Casting, type DemoEvent } from "../story.ts";

/** The same laptop, first at home and then in a far country: odd at first sight, and innocent. */
export function traveller(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(200, 900) * DAY);
  const home = networkOf(random, "residential", isHome);
  const away = networkOf(random, "mobile", (n) => !isHome(n));
  const device = ordinaryDevice(random, home.country);
  const legs = [
    { network: home, days: 12 },
    { network: home, days: 9 },
    { network: away, days: 4 },
    { network: away, days: 2 },
  ];
  return legs.flatMap(({ network, days }) =>
    visit(
      random,
      { person, device, address: addressIn(random, network), time: daytime(casting, days) },
      random.int(2, 5),
    ),
  );
}
