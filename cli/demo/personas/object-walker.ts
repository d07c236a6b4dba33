import { ordinaryDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, HOUR, visit, type Casting, type DemoEvent } from "../story.ts";

/** A customer who counts the numbers in the address bar up, to see whose orders open. */
export function objectWalker(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(5, 90) * DAY);
  const home = networkOf(random, "residential", isHome);
  const at = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const start = now - random.int(HOUR, 50 * HOUR);
  const first = random.int(20_000, 90_000);
  return [
    ...visit(random, { ...at, time: daytime(casting, 4) }, 3),
    ...Array.from({ length: random.int(18, 40) }, (_, i) =>
      act({
        ...at,
        url: `/account/orders/${first + i}`,
        code: i === 0 ? 200 : 403,
        time: start + i * random.int(3_000, 9_000),
      }),
    ),
  ];
}
