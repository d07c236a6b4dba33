import { ordinaryDevice } from "../device.ts";
import { addressIn, isHome, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, daytime, visit, type Casting, type DemoEvent } from "../story.ts";

const SEARCHES = ["vpn password", "api key billing", "payroll 2026", "private key backup"] as const;

/** Staff on the last days of a job: they look for passwords, take every export along and clear up behind them. */
export function leaver(casting: Casting): readonly DemoEvent[] {
  const { random, number, now } = casting;
  const person = ordinaryPerson(random, number, now - random.int(300, 1_500) * DAY);
  const office = networkOf(random, "residential", isHome);
  const at = { person, device: ordinaryDevice(random, office.country), address: addressIn(random, office) };
  const day = daytime(casting, 2);
  const searches = SEARCHES.map((words, i) =>
    act({
      ...at,
      url: `/intranet/search?q=${encodeURIComponent(words)}`,
      type: "page_search",
      time: day + i * 40_000,
      extra: { payload: JSON.stringify({ field_id: "q", value: words }) },
    }),
  );
  const exports = Array.from({ length: random.int(22, 35) }, (_, i) =>
    act({ ...at, url: `/reports/customers-${i + 1}.csv`, time: day + 300_000 + i * random.int(15_000, 40_000) }),
  );
  const deletions = Array.from({ length: random.int(22, 30) }, (_, i) =>
    act({
      ...at,
      url: `/reports/${i + 1}`,
      method: "DELETE",
      type: "page_delete",
      code: 204,
      time: day + 3_000_000 + i * 12_000,
    }),
  );
  const before = [9, 7, 5].flatMap((ago) => visit(random, { ...at, time: daytime(casting, ago) }, random.int(3, 6)));
  return [...before, ...searches, ...exports, ...deletions];
}
