import { expect, it } from "vitest";
import type { DryRunUser } from "../../api/index.ts";
import { nextSorting, sortUsers, type Sorting } from "./sort-users.ts";

const user = (name: string, score: number | null, day: number, more: Partial<DryRunUser> = {}): DryRunUser => ({
  name,
  score,
  status: "normal",
  lastSeen: `2026-03-0${day}T00:00:00.000Z`,
  because: null,
  ...more,
});

const USERS = [
  user("carol", 40, 1),
  user("alice", null, 3, { status: "blacklisted" }),
  user("bob", 7, 2, { because: "Tor exit in France" }),
  user("dave", 40, 4),
];

const names = (query: string, sorting: Sorting) => sortUsers(USERS, query, sorting).map(({ name }) => name);

it("puts the least trusted first, ties by name and users without a score last", () => {
  expect(names("", { column: "score", descending: false })).toEqual(["bob", "carol", "dave", "alice"]);
});

it("turns the order around but not the ties", () => {
  expect(names("", { column: "score", descending: true })).toEqual(["alice", "carol", "dave", "bob"]);
  expect(names("", { column: "lastSeen", descending: true })).toEqual(["dave", "alice", "bob", "carol"]);
});

it("filters by name, by the status's word and by the reason", () => {
  const sorting = { column: "name", descending: false } as const;
  expect(names(" BO ", sorting)).toEqual(["bob"]);
  expect(names("black", sorting)).toEqual(["alice"]);
  expect(names("france", sorting)).toEqual(["bob"]);
  expect(names("nobody", sorting)).toEqual([]);
});

it("starts a column in its natural direction and then turns it", () => {
  const byLastSeen = nextSorting({ column: "score", descending: false }, "lastSeen");
  expect(byLastSeen).toEqual({ column: "lastSeen", descending: true });
  expect(nextSorting(byLastSeen, "lastSeen")).toEqual({ column: "lastSeen", descending: false });
  expect(nextSorting(byLastSeen, "name")).toEqual({ column: "name", descending: false });
});
