import { ordinaryDevice } from "../../../cli/demo/device.ts";
import { addressIn, isHome, networkOf, NETWORKS } from "../../../cli/demo/network.ts";
import { act, MINUTE, visit, type Act, type DemoEvent } from "../../../cli/demo/story.ts";
import { between, type Honest, person, type Role, some, stream, workdays } from "../role.ts";

/** Who sits behind one address. */
const COLLEAGUES = 25;

/** The network and address of an office, the same for all of it. */
function officeOf(index: number) {
  const random = stream(7_000 + Math.floor(index / COLLEAGUES));
  const network = networkOf(random, "residential", isHome);
  return { network, address: `${network.prefix}.250.${1 + Math.floor(index / COLLEAGUES)}` };
}

/** The office's network on working days, and now and then the one at home. */
function atWork(role: Role): { readonly at: Omit<Act, "url" | "time">; readonly home: Omit<Act, "url" | "time"> } {
  const { network, address } = officeOf(role.index);
  const own = { person: person(role), device: ordinaryDevice(role.random, network.country) };
  return { at: { ...own, address }, home: { ...own, address: addressIn(role.random, network) } };
}

/** People of a firm behind one address: now and then a password is mistyped, and mostly on a Monday. */
export const officeWorker: Honest = (role) => {
  const { random, now } = role;
  const { at, home } = atWork(role);
  return some(random, workdays(now), 20).flatMap((day) => {
    const place = random.chance(15) ? home : at;
    const time = between(random, day, 8, 17);
    const isMonday = new Date(day).getUTCDay() === 1;
    const fails = random.chance(isMonday ? 20 : 5) ? random.int(1, 2) : 0;
    return [
      ...Array.from({ length: fails }, (_, i) => failedLogin({ ...place, time: time - (i + 1) * 15_000 })),
      ...visit(random, { ...place, time }, random.int(1, 4)),
    ];
  });
};

/** Support edits the records of many customers, by day, and bank details among them. */
export const supportStaff: Honest = (role) => {
  const { random, now } = role;
  const { at } = atWork(role);
  return some(random, workdays(now), 30).flatMap((day) => {
    const time = between(random, day, 8, 16);
    const edits = Array.from({ length: random.int(3, 9) }, (_, i) =>
      edit(
        { ...at, time: time + (i + 1) * random.int(2, 6) * MINUTE },
        random.pick(["address", "iban", "phone", "note"]),
        random.int(100, 999),
      ),
    );
    return [...visit(random, { ...at, time }, 1), ...edits];
  });
};

/** Whoever makes the month's reports: a handful of exports in an hour, and searches in the intranet. */
export const analyst: Honest = (role) => {
  const { random, now } = role;
  const { at } = atWork(role);
  return some(random, workdays(now), 15).flatMap((day) => {
    const time = between(random, day, 8, 15);
    const exports = Array.from({ length: random.int(2, 12) }, (_, i) =>
      act({ ...at, url: `/reports/${day}/${i}.csv`, time: time + (i + 1) * random.int(1, 4) * MINUTE }),
    );
    const words = random.pick(["quarter", "returns", "vpn setup", "holiday plan", "reset password", "lamps"]);
    return [...visit(random, { ...at, time }, 2), ...exports, search({ ...at, time: time + 55 * MINUTE }, words)];
  });
};

/** Moderators who delete what others should not have written, one after the other. */
export const moderator: Honest = (role) => {
  const { random, now } = role;
  const { at } = atWork(role);
  return some(random, workdays(now), 20).flatMap((day) => {
    const time = between(random, day, 9, 16);
    const deletions = Array.from({ length: random.int(4, 18) }, (_, i) =>
      act({
        ...at,
        url: `/comments/${i}`,
        method: "DELETE",
        type: "page_delete",
        code: 204,
        time: time + (i + 1) * random.int(30_000, 90_000),
      }),
    );
    return [...visit(random, { ...at, time }, 1), ...deletions];
  });
};

/** Shifts that begin when others go to bed, in warehouses whose telephone everybody uses; one opened six weeks ago. */
export const nightShift: Honest = (role) => {
  const { random, now } = role;
  const network = NETWORKS.find(({ country, kind }) => country === "DE" && kind === "residential");
  if (network === undefined) throw new Error("invariant: the demo has a network at home");
  const crew = Math.floor(role.index / 10);
  const device = ordinaryDevice(stream(9_000 + crew), "DE");
  const at = {
    person: person(role, { phone: 9_000 + crew, ...(crew === 0 && { days: random.int(40, 45) }) }),
    device,
    address: `${network.prefix}.251.${crew + 1}`,
  };
  return some(random, workdays(now), 25).flatMap((day) => {
    const time = between(random, day, 0, 4);
    const edits = Array.from({ length: random.int(1, 6) }, (_, i) =>
      edit({ ...at, time: time + (i + 1) * random.int(3, 8) * MINUTE }, "stock", random.int(100, 999)),
    );
    return [...visit(random, { ...at, time }, random.int(1, 3)), ...edits];
  });
};

export function failedLogin(at: Omit<Act, "url">): DemoEvent {
  return act({ ...at, url: "/login", method: "POST", type: "account_login_fail", code: 401 });
}

export function edit(at: Omit<Act, "url">, field: string, record: number): DemoEvent {
  const change = { field_id: field, field_name: field, old_value: "a", new_value: "b", parent_id: String(record) };
  return act({
    ...at,
    url: `/records/${record}`,
    method: "POST",
    type: "field_edit",
    extra: { fieldHistory: JSON.stringify([change]) },
  });
}

export function search(at: Omit<Act, "url">, words: string): DemoEvent {
  const payload = JSON.stringify({ field_id: "q", value: words });
  return act({ ...at, url: `/search?q=${encodeURIComponent(words)}`, type: "page_search", extra: { payload } });
}
