import { scriptDevice } from "../device.ts";
import { addressIn, networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

/** A script with an account that reads the whole catalogue, page after page, and guesses at some that do not exist. */
export function scraper({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = throwawayPerson(random, number, now - random.int(3, 30) * DAY, "");
  const at = { person, device: scriptDevice(random), address: addressIn(random, networkOf(random, "hosting")) };
  const start = now - random.int(HOUR, 40 * HOUR);
  const first = random.int(1_000, 5_000);
  return Array.from({ length: random.int(60, 120) }, (_, i) =>
    act({
      ...at,
      time: start + i * random.int(700, 1_300),
      url: `/catalogue/item/${first + i}`,
      code: random.chance(25) ? 404 : 200,
      referer: "",
    }),
  );
}
