import { demoFacts } from "../../cli/demo/facts.ts";
import { DAY, type DemoEvent } from "../../cli/demo/story.ts";
import type { FactsFileInput } from "../../runtime/index.ts";
import { assistiveBrowser, relayUser, vpnUser } from "./people/hidden.ts";
import { buyer, family, fumbler, returner, student, upgrader } from "./people/home.ts";
import { developer, powerUser } from "./people/machines.ts";
import { commuter, holidaymaker, twoScreens } from "./people/moving.ts";
import { analyst, moderator, nightShift, officeWorker, supportStaff } from "./people/office.ts";
import { RELAY } from "./relay.ts";
import { type Honest, stream } from "./role.ts";

/** Who they are, and how many of each. */
export const CAST: readonly { readonly kind: string; readonly tells: Honest; readonly people: number }[] = [
  { kind: "office worker", tells: officeWorker, people: 200 },
  { kind: "support staff", tells: supportStaff, people: 40 },
  { kind: "analyst", tells: analyst, people: 25 },
  { kind: "moderator", tells: moderator, people: 15 },
  { kind: "night shift", tells: nightShift, people: 40 },
  { kind: "family", tells: family, people: 120 },
  { kind: "student", tells: student, people: 80 },
  { kind: "fumbler", tells: fumbler, people: 60 },
  { kind: "returner", tells: returner, people: 60 },
  { kind: "upgrader", tells: upgrader, people: 60 },
  { kind: "buyer", tells: buyer, people: 80 },
  { kind: "commuter", tells: commuter, people: 80 },
  { kind: "holidaymaker", tells: holidaymaker, people: 50 },
  { kind: "two screens", tells: twoScreens, people: 40 },
  { kind: "relay user", tells: relayUser, people: 40 },
  { kind: "VPN user", tells: vpnUser, people: 40 },
  { kind: "assistive browser", tells: assistiveBrowser, people: 15 },
  { kind: "developer", tells: developer, people: 40 },
  { kind: "power user", tells: powerUser, people: 40 },
];

/** The end of a Monday, long past: what the sensor stores must not depend on the day of the test. */
export const JUDGED_AT = Date.UTC(2026, 2, 3);

/** The end of every Monday of the sixty days. */
export const MOMENTS: readonly number[] = Array.from({ length: 9 }, (_, i) => JUDGED_AT - (8 - i) * 7 * DAY);

export interface HonestUser {
  readonly kind: string;
  /** Oldest first, none after `JUDGED_AT`. */
  readonly events: readonly DemoEvent[];
}

/** Sixty days of people of whom none means harm, always the same ones. */
export function honestUsers(): readonly HonestUser[] {
  return CAST.flatMap(({ kind, tells, people }) =>
    Array.from({ length: people }, (_, index) => ({ kind, tells, index })),
  ).map(({ kind, tells, index }, number) => {
    const random = stream(number);
    const told = tells({ random, number, index, now: JUDGED_AT });
    const events = told.filter(({ time }) => time <= JUDGED_AT).toSorted((a, b) => a.time - b.time);
    return { kind, events };
  });
}

/** What there is to know about their addresses. */
export function honestFacts(users: readonly HonestUser[]): FactsFileInput {
  const events = users.flatMap((user) => user.events);
  const relayed = new Set(
    events.flatMap(({ fields: { ipAddress = "" } }) => (ipAddress.startsWith(`${RELAY.prefix}.`) ? [ipAddress] : [])),
  );
  const { ips, ...facts } = demoFacts(events);
  return {
    ...facts,
    ips: { ...ips, ...Object.fromEntries([...relayed].map((address) => [address, relayFacts(address)])) },
  };
}

function relayFacts(address: string) {
  const { country, asn, organisation } = RELAY;
  const subnet = `${address.slice(0, address.lastIndexOf("."))}.0/24`;
  const not = { tor: false, vpn: false, starlink: false, data_center: false, spam_listed: false, domain_count: 0 };
  return { country, asn, organisation, subnet, relay: true, ...not };
}
