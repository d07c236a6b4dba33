import { ordinaryDevice, unusualDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, visit, type Casting, type DemoEvent } from "../story.ts";

/** One subscription, two readers: at the same hour, in two homes, page for page in turn. */
export function sharedAccount(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(100, 600) * DAY);
  const home = networkOf(random, "residential", isHome);
  const owner = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const friend = { person, device: unusualDevice(random, home.country), address: addressIn(random, home) };
  const evening = daytime(casting, random.int(1, 5));
  return [
    ...visit(random, { ...owner, time: daytime(casting, random.int(6, 20)) }, random.int(1, 4)),
    ...Array.from({ length: random.int(9, 14) }, (_, i) =>
      act({
        ...(i % 2 === 0 ? owner : friend),
        url: `/reading/chapter/${i}`,
        time: evening + i * random.int(20_000, 35_000),
      }),
    ),
  ];
}
