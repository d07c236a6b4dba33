import { expect, it } from "vitest";
import { buildUser } from "./build-user.ts";
import type { InputRow, UserInput } from "./user-input.ts";

const asOf = Date.UTC(2026, 0, 15, 12);
const minute = 60_000;
const ago = (minutes: number) => asOf - minutes * minute;
const input = (sources: UserInput["sources"], user: InputRow = {}): UserInput => ({ user, sources });
const build = (sources: UserInput["sources"], user: InputRow = {}) => buildUser(input(sources, user), asOf);

it("makes a user of nothing", () => {
  const { user, events, ips, emails } = build({});
  expect({ events, ips, emails }).toEqual({ events: [], ips: [], emails: [] });
  expect(user).toMatchObject({
    name: "user",
    created: asOf,
    event_count: 0,
    country_count: 0,
    email: null,
    anonymous: false,
  });
});

it("orders events newest first, the later of two at one moment first", () => {
  const { events } = build({
    events: [
      { time: ago(9), url: "a" },
      { time: ago(5), url: "b" },
      { time: ago(5), url: "c" },
    ],
  });
  expect(events.map(({ url }) => url)).toEqual(["c", "b", "a"]);
});

it("leaves out what happens after the moment", () => {
  expect(build({ events: [{ time: asOf + 1 }, { time: asOf }] }).events).toHaveLength(1);
  expect(build({ ips: [{ last_seen: asOf + 1 }] }).ips).toEqual([]);
});

it("calls an event with an HTTP error and no type a page error, and keeps a given type", () => {
  const { events } = build({
    events: [
      { time: ago(2), http_code: 404 },
      { time: ago(1), http_code: 401, type: "account_login_fail" },
    ],
  });
  expect(events.map(({ type }) => type)).toEqual(["account_login_fail", "page_error"]);
});

it("derives addresses and their use from the events", () => {
  const { ips, events, user } = build({
    events: [
      { time: ago(9), ip: "203.0.113.7" },
      { time: ago(5), ip: { address: "198.51.100.9", country: "VN" } },
      { time: ago(1), ip: "203.0.113.7" },
    ],
  });
  expect(ips).toMatchObject([
    {
      address: "203.0.113.7",
      first_seen: ago(9),
      last_seen: ago(1),
      event_count: 2,
      checked: false,
      country: null,
      tor: null,
    },
    { address: "198.51.100.9", event_count: 1, checked: true, country: "VN", tor: null },
  ]);
  expect(events[0]?.ip).toBe(ips[0]);
  expect(user).toMatchObject({ ip_count: 2, country_count: 2 });
});

it("lets a given row win over what the events say of the same address", () => {
  const { ips } = build({
    events: [{ time: ago(1), ip: { address: "203.0.113.7", country: "FR" } }],
    ips: [{ address: "203.0.113.7", country: "DE", event_count: 12, checked: false }],
  });
  expect(ips).toMatchObject([{ country: "DE", event_count: 12, checked: false, last_seen: ago(1) }]);
});

it("keeps rows without a key apart", () => {
  const { ips, devices, phones } = build({ ips: [{ tor: true }, { tor: false }], devices: [{}, {}], phones: [{}, {}] });
  expect([ips, devices, phones].map((rows) => rows.length)).toEqual([2, 2, 2]);
});

it("tells devices apart by label, or by user agent and language", () => {
  const { devices, user } = build({
    events: [
      { device: "d1" },
      { device: "d1" },
      { device: { user_agent: "curl/8", language: "en-GB,fr;q=0.8" } },
      { device: { user_agent: "curl/8" } },
      {},
    ],
  });
  expect(devices).toHaveLength(4);
  expect(devices.map(({ primary_language }) => primary_language)).toContain("EN");
  expect(user.device_count).toBe(4);
});

it("splits sessions by a pause of more than thirty minutes", () => {
  const { sessions, events } = build({
    events: [{ time: ago(100), ip: "203.0.113.7" }, { time: ago(70), ip: "203.0.113.8" }, { time: ago(39) }],
  });
  expect(sessions).toMatchObject([
    { started: ago(39), event_count: 1, ip_count: 1 },
    { started: ago(100), last_seen: ago(70), event_count: 2, ip_count: 2, device_count: 1, country_count: 1 },
  ]);
  expect(events.map(({ session }) => session.started)).toEqual([ago(39), ago(100), ago(100)]);
});

it("collects e-mails and phones that events carry and takes the newest for the user", () => {
  const { user, emails, phones } = build({
    events: [
      { time: ago(9), email: "Old@Example.com", phone: "+33 1 23" },
      { time: ago(1), email: { address: "new@example.org", free: false } },
    ],
  });
  expect(user.email).toMatchObject({ address: "new@example.org", domain: "example.org", checked: true });
  expect(emails[1]).toMatchObject({ address: "old@example.com", local_part: "old", valid: true, checked: false });
  expect(phones).toMatchObject([{ number: "+33123", last_seen: ago(9) }]);
});

it("puts the e-mail of the user among the e-mails", () => {
  const { user, emails } = build({}, { email: { local_part: "abc", disposable: true } });
  expect(emails).toMatchObject([{ address: "abc@example.com", disposable: true, checked: true }]);
  expect(user.email).toBe(emails[0]);
});

it("says that an address without a domain is not valid", () => {
  expect(build({ emails: [{ address: "nobody" }] }).user.email).toMatchObject({
    valid: false,
    domain: null,
    local_part: "nobody",
  });
});

it("knows a visitor without an account by the name", () => {
  expect(build({}, { name: "N/A" }).user.anonymous).toBe(true);
  expect(build({}, { name: "203.0.113.*" }).user.anonymous).toBe(true);
});

it("takes given counters as they are", () => {
  expect(build({ events: [{}] }, { event_count: 500, email: null }).user).toMatchObject({
    event_count: 500,
    email: null,
  });
});
