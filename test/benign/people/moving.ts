import { ordinaryDevice } from "../../../cli/demo/device.ts";
import { addressIn, isHome, networkOf } from "../../../cli/demo/network.ts";
import { act, DAY, MINUTE, visit } from "../../../cli/demo/story.ts";
import { between, everyDay, type Honest, person, some } from "../role.ts";

/** A telephone that leaves the house: another address of the carrier with every visit, and within one on a train. */
export const commuter: Honest = (role) => {
  const { random, now } = role;
  const home = networkOf(random, "residential", isHome);
  const carrier = networkOf(random, "mobile", ({ country }) => country === home.country);
  const own = { person: person(role), device: ordinaryDevice(random, home.country) };
  const address = addressIn(random, home);
  return some(random, everyDay(now), 20).flatMap((day) => {
    const time = between(random, day, 6, 22);
    if (random.chance(40)) return visit(random, { ...own, address, time }, random.int(1, 5));
    const ride = Array.from({ length: random.int(2, 9) }, (_, i) =>
      act({
        ...own,
        address: addressIn(random, carrier),
        url: `/reading/${i}`,
        time: time + (i + 1) * random.int(60_000, 150_000),
      }),
    );
    return [...visit(random, { ...own, address: addressIn(random, carrier), time }, 1), ...ride];
  });
};

/** Home, a flight of a day, and a fortnight in another country, with the same telephone. */
export const holidaymaker: Honest = (role) => {
  const { random, now } = role;
  const home = networkOf(random, "residential", isHome);
  const away = networkOf(random, "mobile", ({ country }) => country !== home.country);
  const own = { person: person(role), device: ordinaryDevice(random, home.country) };
  const address = addressIn(random, home);
  const leaves = Math.floor(now / DAY) * DAY - random.int(20, 45) * DAY;
  const isAway = (day: number) => day > leaves && day < leaves + 14 * DAY;
  return some(random, everyDay(now), 25).flatMap((day) =>
    day === leaves || day === leaves + 14 * DAY
      ? []
      : visit(
          random,
          { ...own, address: isAway(day) ? addressIn(random, away) : address, time: between(random, day, 9, 22) },
          random.int(1, 4),
        ),
  );
};

/** A laptop and a telephone side by side: the page on one, the code on the other, at home or at the next table. */
export const twoScreens: Honest = (role) => {
  const { random, now } = role;
  const home = networkOf(random, "residential", isHome);
  const carrier = networkOf(random, "mobile", ({ country }) => country === home.country);
  const owner = person(role);
  const laptop = { person: owner, device: ordinaryDevice(random, home.country), address: addressIn(random, home) };
  const phone = { person: owner, device: ordinaryDevice(random, home.country), address: addressIn(random, carrier) };
  return some(random, everyDay(now), 15).flatMap((day) => {
    const time = between(random, day, 9, 22);
    const turns = random.int(1, 3);
    return [
      ...visit(random, { ...laptop, time }, 1),
      ...Array.from({ length: turns * 2 }, (_, i) =>
        act({
          ...(i % 2 === 0 ? phone : laptop),
          url: `/basket/${i}`,
          time: time + 4 * MINUTE + i * random.int(50_000, 100_000),
        }),
      ),
    ];
  });
};
