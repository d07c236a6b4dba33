import { expect, it } from "vitest";
import { compareTargets, loadEvaluator, lower, type RunQuery } from "../../compiler/index.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { emptyDatabase } from "../database/test-database.ts";
import { failuresOf, packOf } from "./pack-of.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

it("finds the first row with a value in a span that is open at its far end", async () => {
  const text = `
attribute fresh : int "Events from a country new in ten days" = count(events where .ip.country is new within 10d)
test "exactly ten days later" {
  given { events: [{ at: 0d ago, ip: { address: 192.0.2.1, country: FR } }, { at: 10d ago, ip: { address: 192.0.2.1, country: FR } }] }
  expect fresh == 2
}
test "a millisecond less" {
  given { events: [{ at: 0d ago, ip: { address: 192.0.2.1, country: FR } }, { at: 863999999ms ago, ip: { address: 192.0.2.1, country: FR } }] }
  expect fresh == 1
}
test "of two events at one moment the second is not new" {
  given { events: [{ at: 1h ago, ip: { address: 192.0.2.1, country: FR } }, { at: 1h ago, ip: { address: 192.0.2.2, country: FR } }] }
  expect fresh == 1
}
test "a missing value is not new" {
  given { events: [{ at: 1h ago, ip: 192.0.2.1 }] }
  expect fresh == 0
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("looks at all rows, whatever bounds those it judges", async () => {
  const text = `
rule X12 "First login from this country in three months" {
  when any event within 1d {
    .type == account_login
    .ip.country is new within 90d
  }
}
test "seen last week, by another kind of event" {
  given {
    events: [
      { type: account_login, at: 1h ago, ip: { address: 192.0.2.1, country: FR } }
      { type: page_view, at: 7d ago, ip: { address: 192.0.2.2, country: FR } }
    ]
  }
  expect X12 no match
}
test "seen last spring" {
  given {
    events: [
      { type: account_login, at: 1h ago, ip: { address: 192.0.2.1, country: FR } }
      { type: account_login, at: 91d ago, ip: { address: 192.0.2.2, country: FR } }
    ]
  }
  expect X12 match
}
test "seen ever" {
  given { devices: [{ os: "Linux" }, { os: "Linux", last_seen: 2026-01-01 }, { os: "BSD", last_seen: 2026-01-02 }] }
  expect count(devices where .os is new) == 2
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("goes one event back by time and, at one moment, by order", async () => {
  const text = `
attribute moves : int "Changes of country from one event to the next"
  = count(events where .previous.ip.country is present and .ip.country is present and .ip.country != .previous.ip.country)
attribute pauses : int "Events an hour and more after the one before" = count(events where .time - .previous.time >= 1h)
attribute firsts : int "Events without one before" = count(events where .previous is missing)
test "there and back" {
  given {
    events: [
      { at: 3h ago, ip: { address: 192.0.2.1, country: FR } }
      { at: 2h ago, ip: { address: 192.0.2.2, country: DE } }
      { at: 2h ago, ip: { address: 192.0.2.1, country: FR } }
      { at: 1h ago, ip: { address: 192.0.2.3 } }
    ]
  }
  expect moves == 2
  expect pauses == 2
  expect firsts == 1
}
test "the newest event only, but with the one before it" {
  given { events: [{ at: 3h ago, type: account_login_fail }, { at: 2h ago, type: account_login }] }
  expect count(events last 1 where .previous.type == account_login_fail) == 1
  expect count(events within 150m where .previous.type == account_login_fail) == 1
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("does not know what stood before the oldest of a thousand events", async () => {
  const text = `
attribute first : bool? "There was a first event" = any event { .previous is missing }
attribute fresh : bool? "The page was seen for the first time" = any event { .url is new }
attribute after_an_hour : int "Events whose page was not seen for an hour" = count(events where .url is new within 1h)
`;
  const asOf = Date.UTC(2026, 0, 15, 12);
  const events = Array.from({ length: 1_000 }, (_, i) => ({ time: asOf - i * 3_600_000, url: "https://app.example/" }));
  const context = buildUser({ user: {}, sources: { events } }, asOf);
  const plan = lower(packOf(text));
  expect(loadEvaluator(plan).attributes(context, asOf)).toEqual({ first: null, fresh: null, after_an_hour: 999 });
  expect(await compareTargets({ plan, users: [{ userId: "u", context }], asOf, run })).toMatchObject({
    differences: [],
  });
});

it("reads what was changed in forms", async () => {
  const text = `
rule X13 "A new bank account after a new password" {
  when {
    any field_change within 1d { .field == "iban" and .old_value is present }
    any event within 1d { .type == account_password_change }
  }
}
test "both in a day" {
  given {
    events: [{ type: account_password_change, at: 2h ago }]
    field_changes: [{ at: 1h ago, field: "iban", old_value: "A", new_value: "B" }]
  }
  expect X13 match
}
test "the first account of all" {
  given {
    events: [{ type: account_password_change, at: 2h ago }]
    field_changes: [{ at: 1h ago, field: "iban", new_value: "B" }]
  }
  expect X13 no match
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});
