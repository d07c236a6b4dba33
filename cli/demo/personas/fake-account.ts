import { ordinaryDevice } from "../device.ts";
import { networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, HOUR, MINUTE, type Casting, type DemoEvent } from "../story.ts";

/** The accounts among so many users in a row share an address and a telephone: about eight. */
const RING_SPACING = 100;

/** One account of a ring that was made for the welcome bonus: all within an hour, from one address. */
export function fakeAccount({ random, number, now }: Casting): readonly DemoEvent[] {
  const ring = Math.floor(number / RING_SPACING) % 200;
  const begun = now - (3 + ((ring * 17) % 57)) * HOUR;
  const created = begun + random.int(0, 50) * MINUTE;
  const person = throwawayPerson(random, number, created, `+3363998${1_000 + ring}`);
  const network = networkOf(random, "vpn");
  const at = {
    person,
    device: ordinaryDevice(random, network.country),
    address: `${network.prefix}.9.${ring + 1}`,
  };
  return [
    act({ ...at, time: created, url: "/register", method: "POST", type: "account_registration", code: 201 }),
    act({ ...at, time: created + 20_000, url: "/offers/welcome" }),
    act({ ...at, time: created + MINUTE, url: "/basket", method: "POST", type: "page_edit" }),
  ];
}
