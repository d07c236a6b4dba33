import { ordinaryDevice, unusualDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, MINUTE, visit, type Casting, type DemoEvent } from "../story.ts";

/** A good account whose password somebody else has guessed: a burst of failures, an entry, and the locks changed. */
export function takeover(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(150, 800) * DAY);
  const home = networkOf(random, "residential", isHome);
  const own = { person, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const history = [20, 11, 5].flatMap((days) =>
    visit(random, { ...own, time: daytime(casting, days) }, random.int(2, 4)),
  );

  const network = networkOf(random, random.chance(50) ? "tor" : "residential", (n) => !isHome(n));
  const thief = { person, device: unusualDevice(random, network.country), address: addressIn(random, network) };
  let time = now - random.int(30 * MINUTE, 2 * DAY);
  const step = () => (time += random.int(3_000, 20_000));
  const guesses = Array.from({ length: random.int(4, 9) }, () =>
    act({ ...thief, time: step(), url: "/login", method: "POST", type: "account_login_fail", code: 401 }),
  );
  return [
    ...history,
    ...guesses,
    act({ ...thief, time: step(), url: "/login", method: "POST", type: "account_login" }),
    act({ ...thief, time: step(), url: "/account/password", method: "POST", type: "account_password_change" }),
    act({
      ...thief,
      person: { ...person, emailAddress: `${random.int(100_000, 999_999)}@yopmail.com` },
      time: step(),
      url: "/account/email",
      method: "POST",
      type: "account_email_change",
    }),
    act({ ...thief, time: step(), url: "/account/orders" }),
  ];
}
