import { expect, it } from "vitest";
import { createKnownUsers, type KnownUser } from "./known-users.ts";

const user = (userId: string, values = 0): KnownUser => ({
  stored: { userId, owner: null, revision: "1", lastSeen: null, session: null },
  values: new Map(Array.from({ length: values }, (_, n) => [`ip ${n}`, { had: true, country: null }])),
});

it("forgets those not met for longest", () => {
  const known = createKnownUsers(2);
  known.set("1", user("1"));
  known.set("2", user("2"));
  known.get("1");
  known.set("3", user("3"));
  expect(["1", "2", "3"].filter((userId) => known.get(userId) !== undefined)).toEqual(["1", "3"]);
});

it("does not remember who has very many addresses", () => {
  const known = createKnownUsers();
  known.set("1", user("1"));
  known.set("1", user("1", 201));
  expect(known.get("1")).toBeUndefined();
});

it("forgets on demand", () => {
  const known = createKnownUsers();
  known.set("1", user("1"));
  known.forget(["1"]);
  expect(known.get("1")).toBeUndefined();
});
