import { addressIn, networkOf } from "../network.ts";
import { ordinaryPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

/** A developer whose key was found in a repository: two machines of two hosters use it in turn. */
export function sharedKey({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = ordinaryPerson(random, number, now - random.int(60, 400) * DAY);
  const hoster = networkOf(random, "hosting");
  const other = networkOf(random, "hosting", (n) => n !== hoster);
  const owner = {
    person,
    device: { userAgent: "python-requests/2.32.3", language: "" },
    address: addressIn(random, hoster),
  };
  const finder = {
    person,
    device: { userAgent: "Go-http-client/2.0", language: "" },
    address: addressIn(random, other),
  };
  const start = now - random.int(2 * HOUR, 60 * HOUR);
  return Array.from({ length: random.int(16, 30) }, (_, i) =>
    act({
      ...(i % 3 === 1 ? finder : owner),
      url: `/api/v1/orders?page=${i + 1}`,
      referer: "",
      time: start + i * random.int(15_000, 45_000),
    }),
  );
}
