import { ordinaryDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, HOUR, visit, type Casting, type DemoEvent } from "../story.ts";

/** Staff who, one night, change the bank details of many customers. */
export function insider(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(300, 1_500) * DAY);
  const office = networkOf(random, "residential", isHome);
  const at = { person, device: ordinaryDevice(random, office.country), address: addressIn(random, office) };
  const days = [9, 7, 5, 3].flatMap((ago) => visit(random, { ...at, time: daytime(casting, ago) }, random.int(3, 6)));
  const night = Math.floor(now / DAY) * DAY - DAY + random.int(1 * HOUR, 3 * HOUR);
  const edits = Array.from({ length: random.int(6, 15) }, (_, i) => {
    const customer = random.int(100, 999);
    return act({
      ...at,
      time: night + i * random.int(20_000, 40_000),
      url: `/admin/customers/${customer}`,
      method: "POST",
      type: "field_edit",
      extra: {
        fieldHistory: JSON.stringify([
          {
            field_id: "iban",
            field_name: "IBAN",
            old_value: `FR76${random.int(1e6, 9e6)}`,
            new_value: `LT12${random.int(1e6, 9e6)}`,
            parent_id: String(customer),
          },
        ]),
      },
    });
  });
  return [...days, ...edits];
}
