import { addressIn, networkOf } from "../../../cli/demo/network.ts";
import { act, visit } from "../../../cli/demo/story.ts";
import { between, everyDay, type Honest, some, workdays } from "../role.ts";
import { atHome } from "./home.ts";

/** A laptop with a browser and curl, and a server of one hoster that asks every day; one in four has a second one elsewhere. */
export const developer: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role);
  const hoster = networkOf(random, "hosting");
  const curl = { ...at, device: { userAgent: "curl/8.9.1", language: "" }, referer: "" };
  const server = {
    ...at,
    device: { userAgent: "python-requests/2.32.3", language: "" },
    address: addressIn(random, hoster),
    referer: "",
  };
  const elsewhere = {
    ...server,
    address: addressIn(
      random,
      networkOf(random, "hosting", (n) => n !== hoster),
    ),
  };
  const machines = random.chance(25) ? [server, elsewhere] : [server];
  return some(random, workdays(now), 30).flatMap((day) => {
    const time = between(random, day, 8, 17);
    return [
      ...machines.flatMap((machine, m) =>
        Array.from({ length: random.int(3, 6) }, (_, i) =>
          act({ ...machine, url: `/api/v1/orders?page=${i}`, time: day + (m + 3) * 3_600_000 + i * 2_000 }),
        ),
      ),
      ...visit(random, { ...at, time }, 1),
      ...Array.from({ length: random.int(0, 4) }, (_, i) =>
        act({
          ...curl,
          url: `/api/v1/items/${i}`,
          code: random.chance(30) ? 404 : 200,
          time: time + 300_000 + i * 8_000,
        }),
      ),
    ];
  });
};

/** Whoever opens everything in tabs: twenty pages in a minute, and some links of last year that are gone. */
export const powerUser: Honest = (role) => {
  const { random, now } = role;
  const at = atHome(role);
  return some(random, everyDay(now), 12).flatMap((day) => {
    const time = between(random, day, 9, 22);
    const tabs = Array.from({ length: random.int(8, 24) }, (_, i) =>
      act({
        ...at,
        url: `/catalogue/item/${random.int(1, 9_000)}`,
        code: random.chance(6) ? 404 : 200,
        time: time + 240_000 + i * random.int(1_500, 3_500),
      }),
    );
    return [...visit(random, { ...at, time }, 1), ...tabs];
  });
};
