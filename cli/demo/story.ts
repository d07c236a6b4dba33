import type { EventType } from "../../dsl/types/enumerations.ts";
import type { DemoDevice } from "./device.ts";
import type { Person } from "./person.ts";
import type { Random } from "./random.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The form fields of one sensor request, with its time for sorting. */
export interface DemoEvent {
  readonly time: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Act {
  readonly person: Person;
  readonly device: DemoDevice;
  readonly address: string;
  readonly time: number;
  readonly url: string;
  readonly type?: EventType;
  readonly method?: string;
  readonly code?: number;
  readonly referer?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** What a persona is told: who it is by number, when "now" is, and its own stream of choices. */
export interface Casting {
  readonly random: Random;
  readonly number: number;
  /** Milliseconds since the epoch; no event of the demo is later. */
  readonly now: number;
}
export type Persona = (casting: Casting) => readonly DemoEvent[];

/** One request as a tracker sends it: what is not known is an empty string. */
export function act({
  person,
  device,
  address,
  time,
  url,
  type = "page_view",
  method = "GET",
  code = 200,
  referer,
  extra,
}: Act): DemoEvent {
  return {
    time,
    fields: {
      userName: person.userName,
      firstName: person.firstName,
      lastName: person.lastName,
      emailAddress: person.emailAddress,
      phoneNumber: person.phoneNumber,
      userCreated: sensorTime(person.created),
      ipAddress: address,
      url,
      userAgent: device.userAgent,
      browserLanguage: device.language,
      httpReferer: referer ?? "https://shop.example/",
      httpMethod: method,
      httpCode: String(code),
      eventType: type,
      eventTime: sensorTime(time),
      ...extra,
    },
  };
}

/** `YYYY-MM-DD HH:MM:SS.mmm`, UTC: the format of the trackers. */
export const sensorTime = (time: number) => new Date(time).toISOString().replace("T", " ").slice(0, 23);

const PAGES = [
  "/",
  "/catalogue",
  "/catalogue/lamps",
  "/catalogue/chairs",
  "/basket",
  "/account",
  "/account/orders",
  "/help",
  "/help/returns",
] as const;

/** A visit: a login, then some pages a minute or two apart. */
export function visit(random: Random, at: Omit<Act, "url">, pages: number): DemoEvent[] {
  const login = act({ ...at, url: "/login", type: "account_login", method: "POST" });
  let time = at.time;
  const views = Array.from({ length: pages }, () => {
    time += random.int(10_000, 3 * MINUTE);
    return act({ ...at, time, url: random.pick(PAGES) });
  });
  return [login, ...views];
}

/** A moment of the local day that people are awake at, `days` before now, with time left for a visit. */
export const daytime = ({ random, now }: Casting, days: number) => {
  const midnight = Math.floor(now / DAY) * DAY - days * DAY;
  return Math.min(midnight + random.int(8 * HOUR, 21 * HOUR), now - random.int(20 * MINUTE, 45 * MINUTE));
};
