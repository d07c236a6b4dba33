import { ordinaryDevice } from "../../../cli/demo/device.ts";
import { addressIn, isHome, networkOf } from "../../../cli/demo/network.ts";
import { act, DAY, MINUTE, visit } from "../../../cli/demo/story.ts";
import { between, everyDay, type Honest, person, type Role, some, stream } from "../role.ts";
import { edit, failedLogin } from "./office.ts";

function householdOf(index: number, size: number, seed: number) {
  const random = stream(seed + Math.floor(index / size));
  const network = networkOf(random, "residential", isHome);
  return { network, address: addressIn(random, network), tablet: ordinaryDevice(random, network.country), random };
}

/** Three who share an address, a tablet and, in every other family, a telephone; in every third all signed up in one week. */
export const family: Honest = (role) => {
  const { random, now, index, number } = role;
  const { address, network, tablet, random: shared } = householdOf(index, 3, 11_000);
  const together = shared.chance(33);
  const joined = shared.int(20, 600) + (together ? random.int(0, 4) : random.int(0, 300));
  const phone = shared.chance(50) ? number - (index % 3) : number;
  const own = { person: person(role, { days: Math.max(joined, 1), phone }), address };
  const device = ordinaryDevice(random, network.country);
  const offer = act({ ...own, device, url: "/offers/welcome", time: own.person.created + 3 * DAY });
  const visits = some(random, everyDay(now), 15).filter((day) => day > own.person.created);
  return [
    ...(joined < 55 ? [offer] : []),
    ...visits.flatMap((day) =>
      visit(
        random,
        { ...own, device: random.chance(40) ? tablet : device, time: between(random, day, 16, 21) },
        random.int(1, 5),
      ),
    ),
  ];
};

/** Students of one hall: they sign up at the beginning of term behind the same address, and take the welcome offer. */
export const student: Honest = (role) => {
  const { random, now, index } = role;
  const { address, network, random: shared } = householdOf(index, 8, 12_000);
  const term = shared.int(8, 50);
  const own = { person: person(role, { days: term + random.int(0, 12) }), address };
  const device = ordinaryDevice(random, network.country);
  const start = own.person.created;
  return [
    act({ ...own, device, url: "/register", method: "POST", type: "account_registration", code: 201, time: start }),
    act({ ...own, device, url: random.chance(40) ? "/offers/welcome" : "/catalogue", time: start + MINUTE }),
    ...some(random, everyDay(now), 12)
      .filter((day) => day > start)
      .flatMap((day) => visit(random, { ...own, device, time: between(random, day, 12, 23) }, random.int(1, 4))),
  ];
};

/** One device, one place, and a password manager with an old entry: two failures before the login. */
export const fumbler: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role);
  return some(random, everyDay(now), 10).flatMap((day) => {
    const time = between(random, day, 9, 22);
    const resets = random.chance(20) ? random.int(1, 3) : 0;
    return [
      ...[60_000, 40_000].map((before) => failedLogin({ ...at, time: time - before })),
      ...Array.from({ length: resets }, (_, i) =>
        act({ ...at, url: "/account/password/forgot", method: "POST", time: time - 30_000 + i * 9_000 }),
      ),
      ...visit(random, { ...at, time: time + MINUTE }, random.int(1, 4)),
    ];
  });
};

/** Away for a season: one in three has forgotten the password and sets a new one at once. */
export const returner: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role, { days: random.int(300, 900) });
  const today = everyDay(now);
  const back = between(random, today[random.int(30, 58)] ?? now, 9, 21);
  const change = act({
    ...at,
    url: "/account/password",
    method: "POST",
    type: "account_password_change",
    time: back + 20_000,
  });
  return [
    ...visit(random, { ...at, time: back - random.int(95, 200) * DAY }, 3),
    ...visit(random, { ...at, time: back }, 1).slice(0, 1),
    ...(random.chance(33) ? [change] : []),
    ...visit(random, { ...at, time: back + 2 * DAY }, random.int(1, 4)),
  ];
};

/** A new telephone: a login there and, one in three, on the same evening the address or the number is brought up to date. */
export const upgrader: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role);
  const next = { ...at, device: ordinaryDevice(random, "US") };
  const [bought = now, ...later] = some(random, everyDay(now), 12);
  const change = edit(
    { ...next, time: bought + 20 * 60 * MINUTE + 9 * MINUTE },
    random.pick(["phone", "email", "nickname"]),
    1,
  );
  return [
    ...visit(random, { ...at, time: bought - 9 * DAY }, 3),
    ...visit(random, { ...next, time: bought + 20 * 60 * MINUTE }, 2),
    ...(random.chance(33) ? [change] : []),
    ...later.flatMap((day) => visit(random, { ...next, time: between(random, day, 9, 22) }, random.int(1, 4))),
  ];
};

/** Customers whose card is refused once or twice, and who mistype a voucher. */
export const buyer: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role);
  return some(random, everyDay(now), 10).flatMap((day) => {
    const time = between(random, day, 9, 22);
    const refused = random.chance(30) ? random.int(1, 3) : 0;
    const mistyped = random.chance(20) ? random.int(1, 4) : 0;
    return [
      ...visit(random, { ...at, time }, random.int(2, 6)),
      ...Array.from({ length: mistyped }, (_, i) =>
        act({
          ...at,
          url: `/basket/voucher/SPRING${i}`,
          method: "POST",
          code: 404,
          time: time + 25 * MINUTE + i * 12_000,
        }),
      ),
      ...Array.from({ length: refused + 1 }, (_, i) =>
        act({
          ...at,
          url: "/checkout/payment",
          method: "POST",
          code: i < refused ? 402 : 200,
          time: time + 28 * MINUTE + i * 50_000,
        }),
      ),
    ];
  });
};

export function atHome(role: Role, options: Parameters<typeof person>[1] = {}) {
  const network = networkOf(role.random, "residential", isHome);
  const device = ordinaryDevice(role.random, network.country);
  return { person: person(role, options), device, address: addressIn(role.random, network) };
}
