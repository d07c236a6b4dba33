import { ordinaryDevice, scriptDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, HOUR, visit, type Casting, type DemoEvent } from "../story.ts";

/** One of many accounts tried with leaked passwords from two machines of one hoster. Nobody got in. */
export function stuffingTarget(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(60, 500) * DAY);
  const home = networkOf(random, "residential", isHome);
  const own = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const bot = {
    person,
    device: scriptDevice(random),
    address: `${networkOf(random, "hosting", ({ country }) => country === "DE").prefix}.7.${random.int(10, 11)}`,
  };
  const start = now - random.int(HOUR, 20 * HOUR);
  return [
    ...visit(random, { ...own, time: daytime(casting, random.int(3, 25)) }, random.int(1, 4)),
    ...Array.from({ length: random.int(1, 5) }, (_, i) =>
      act({
        ...bot,
        time: start + i * 1_500,
        url: "/login",
        method: "POST",
        type: "account_login_fail",
        code: 401,
        referer: "",
      }),
    ),
  ];
}
