import { scriptDevice } from "../device.ts";
import { addressIn, networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

/** Stolen cards are tried with small payments, and voucher codes guessed, from one account made for it. */
export function cardTester({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = throwawayPerson(random, number, now - random.int(1, 5) * DAY, "");
  const at = { person, device: scriptDevice(random), address: addressIn(random, networkOf(random, "hosting")) };
  const start = now - random.int(2 * HOUR, 40 * HOUR);
  const cards = Array.from({ length: random.int(8, 16) }, (_, i) =>
    act({ ...at, url: "/checkout/payment", method: "POST", code: i % 7 === 6 ? 200 : 402, time: start + i * 12_000 }),
  );
  const vouchers = Array.from({ length: random.int(12, 24) }, (_, i) =>
    act({
      ...at,
      url: `/basket/voucher/${random.int(100_000, 999_999)}`,
      method: "POST",
      code: 404,
      time: start + HOUR + i * 4_000,
    }),
  );
  return [...cards, ...vouchers];
}
