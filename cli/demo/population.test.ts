import { expect, it } from "vitest";
import { NETWORKS, networkAt } from "./network.ts";
import { population } from "./population.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const events = population({ users: 200, seed: 1, now: NOW });

it("tells the same story for the same seed", () =>
  expect(population({ users: 200, seed: 1, now: NOW })).toEqual(events));

it("tells another story for another seed", () =>
  expect(population({ users: 200, seed: 2, now: NOW })).not.toEqual(events));

it("has as many people as asked for", () => expect(new Set(events.map((e) => e.fields["userName"])).size).toBe(200));

it("happens in order and never in the future", () => {
  expect(events.map((e) => e.time)).toEqual(events.map((e) => e.time).toSorted((a, b) => a - b));
  expect(events.at(-1)?.time).toBeLessThanOrEqual(NOW);
});

it("sends the four required fields with every event", () => {
  for (const { fields } of events)
    for (const name of ["userName", "ipAddress", "url", "eventTime"]) expect(fields[name]).toBeTruthy();
});

it("comes only from networks whose facts are known", () => {
  expect(new Set(NETWORKS.map((n) => n.prefix)).size).toBe(NETWORKS.length);
  for (const { fields } of events) expect(networkAt(fields["ipAddress"] ?? "")).toBeDefined();
});

it("holds honest people and every kind of trouble", () => {
  const types = new Set(events.map((e) => e.fields["eventType"]));
  for (const type of [
    "account_login",
    "account_login_fail",
    "account_password_change",
    "account_registration",
    "field_edit",
  ])
    expect(types).toContain(type);
});

it("keeps its addresses when told on another day, so that a facts file stays right", () => {
  const addresses = (all: typeof events) => [...new Set(all.map(({ fields }) => fields["ipAddress"]))].sort();
  const later = population({ users: 200, seed: 1, now: NOW + 9 * 86_400_000 + 12_345 });
  expect(addresses(later)).toEqual(addresses(events));
});

it("makes rings of about eight accounts, of one address, one telephone and one hour", () => {
  const rings = new Map<string, (typeof events)[number][]>();
  for (const event of events) {
    if (event.fields["eventType"] !== "account_registration") continue;
    const phone = event.fields["phoneNumber"] ?? "";
    rings.set(phone, [...(rings.get(phone) ?? []), event]);
  }
  expect([...rings.values()].map((ring) => ring.length)).toEqual([7, 9]);
  for (const ring of rings.values()) {
    const times = ring.map(({ time }) => time);
    expect(new Set(ring.map(({ fields }) => fields["ipAddress"])).size).toBe(1);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(3_600_000);
  }
});
