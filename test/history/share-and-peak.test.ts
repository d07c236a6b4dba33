import { expect, it } from "vitest";
import type { RunQuery } from "../../compiler/index.ts";
import { emptyDatabase } from "../database/test-database.ts";
import { failuresOf } from "./pack-of.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

it("takes a share of the rows without `where`, by the same bounds", async () => {
  const text = `
test "two of three in the hour" {
  given {
    events: [
      { at: 10m ago, http_code: 404 }
      { at: 20m ago, http_code: 403 }
      { at: 30m ago, http_code: 200 }
      { at: 2h ago,  http_code: 200 }
    ]
  }
  expect share(events within 1h where .http_code in 400..499) >= 66%
  expect share(events within 1h where .http_code in 400..499) < 67%
  expect share(events where .http_code in 400..499) == 50%
  expect share(events last 2 where .http_code in 400..499) == 100%
  expect 34% > share(events within 1h where .http_code == 200)
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("counts rows whose condition is unknown among all, not among the kept", async () => {
  const text = `
test "one known of two" {
  given { events: [{ at: 1m ago, http_code: 404 }, { at: 2m ago }] }
  expect share(events where .http_code == 404) == 50%
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("does not know the share of no rows", async () => {
  const text = `
attribute many_errors : bool? "Most answers are errors" = share(events within 1h where .http_code >= 400) >= 0%
test "no event in the hour" {
  given { events: [{ at: 2h ago, http_code: 404 }] }
  expect many_errors is missing
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("ties only the kept rows to an outer row", async () => {
  const text = `
rule X01 "Half of the addresses are in the event's country" {
  when any event as e { share(ips where .country == e.ip.country) >= 50% }
}
test "one of two" {
  given { events: [{ at: 1m ago, ip: { address: 192.0.2.1, country: FR } }, { at: 2m ago, ip: { address: 192.0.2.2, country: DE } }] }
  expect X01 match
}
test "one of three" {
  given {
    events: [
      { at: 1m ago, ip: { address: 192.0.2.1, country: FR } }
      { at: 2m ago, ip: { address: 192.0.2.2, country: DE } }
      { at: 3m ago, ip: { address: 192.0.2.3, country: NO } }
    ]
  }
  expect X01 no match
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("finds the most rows in a half-open span of time", async () => {
  const text = `
attribute burst : int "Most events in ten minutes" = peak(10m of events)
attribute failed : int "Most failed logins in ten minutes" = peak(10m of events where .type == account_login_fail)
test "exactly ten minutes apart" {
  given { events: [{ at: 10m ago }, { at: 20m ago }] }
  expect burst == 1
}
test "a millisecond less" {
  given { events: [{ at: 10m ago }, { at: 1199999ms ago }] }
  expect burst == 2
}
test "at one moment" {
  given { events: [{ at: 5m ago }, { at: 5m ago }, { at: 5m ago }, { at: 1d ago }] }
  expect burst == 3
  expect failed == 0
}
test "only kept rows count" {
  given {
    events: [
      { at: 1m ago, type: account_login_fail }
      { at: 2m ago }
      { at: 9m ago, type: account_login_fail }
      { at: 11m ago, type: account_login_fail }
    ]
  }
  expect failed == 2
  expect burst == 3
}
test "no event" {
  given { events: [] }
  expect burst == 0
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});
