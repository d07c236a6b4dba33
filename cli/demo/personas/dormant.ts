import { ordinaryDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { DAY, daytime, visit, type Casting, type DemoEvent } from "../story.ts";

/** An account that slept for months; a third of them wake up today from another device. */
export function dormant(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(400, 1_200) * DAY);
  const home = networkOf(random, "residential", isHome);
  const asleep = random.int(100, 380);
  const at = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const past = visit(random, { ...at, time: daytime(casting, asleep) }, random.int(2, 5));
  if (!random.chance(33)) return past;
  const back = { ...at, device: ordinaryDevice(random, home.country), time: daytime(casting, 0) };
  return [...past, ...visit(random, back, random.int(1, 4))];
}
