import { scriptDevice } from "../device.ts";
import { addressIn, networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

/** A script that sends one form everything that might break it. */
export function fuzzer({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = throwawayPerson(random, number, now - random.int(1, 9) * DAY, "");
  const at = { person, device: scriptDevice(random), address: addressIn(random, networkOf(random, "hosting")) };
  const start = now - random.int(HOUR, 30 * HOUR);
  return Array.from({ length: random.int(25, 45) }, (_, i) =>
    act({
      ...at,
      url: `/search?q=${"A".repeat(1 + (i % 20))}%00${i}`,
      code: i % 3 === 0 ? 200 : 500,
      referer: "",
      time: start + i * random.int(1_000, 4_000),
    }),
  );
}
