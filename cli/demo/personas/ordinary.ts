import { ordinaryDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { DAY, daytime, visit, type Casting, type DemoEvent } from "../story.ts";

/** Somebody with a home, a telephone and habits. */
export function ordinary(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(20, 700) * DAY);
  const home = networkOf(random, "residential", isHome);
  const mobile = networkOf(random, "mobile", (n) => n.country === home.country);
  const places = [
    { device: ordinaryDevice(random, home.country), address: addressIn(random, home) },
    { device: ordinaryDevice(random, home.country), address: addressIn(random, mobile) },
  ] as const;
  const visits = random.int(2, 7);
  return Array.from({ length: visits }, (_, i) =>
    visit(
      random,
      { person, ...places[random.chance(75) ? 0 : 1], time: daytime(casting, (visits - i) * random.int(1, 4)) },
      random.int(1, 6),
    ),
  ).flat();
}
