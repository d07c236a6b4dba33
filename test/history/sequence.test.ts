import { expect, it } from "vitest";
import type { RunQuery } from "../../compiler/index.ts";
import { emptyDatabase } from "../database/test-database.ts";
import { failuresOf } from "./pack-of.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

const TAKEOVER = `
rule X11 "Brute force, entry, takeover" {
  when sequence of events within 7d spanning 30m {
    step .type == account_login_fail times 3
    then .type == account_login
    then .type == account_password_change
    until .type == account_logout
  }
}`;
const test = (title: string, events: readonly string[], expected: string) => `
test "${title}" {
  given { events: [${events.map((event) => `{ ${event} }`).join(", ")}] }
  expect X11 ${expected}
}`;
const at = (minutes: number, type: string) => `at: ${minutes}m ago, type: ${type}`;
const fails = [at(40, "account_login_fail"), at(39, "account_login_fail"), at(38, "account_login_fail")];
const entry = [at(20, "account_login"), at(11, "account_password_change")];

it("finds rows one after the other, whatever else lies between", async () => {
  const text = [
    TAKEOVER,
    test("in order", [...fails, at(30, "page_view"), ...entry], "match"),
    test("one failure less", [...fails.slice(1), ...entry], "no match"),
    test("out of order", [...fails, at(15, "account_password_change"), at(12, "account_login")], "no match"),
    test("the entry among the failures", [...fails.slice(1), at(20, "account_login"), fails[0] ?? ""], "no match"),
  ];
  expect(await failuresOf(text.join("\n"), run)).toEqual([]);
});

it("spans less than it says, from the newest start that will do", async () => {
  const late = [at(20, "account_login"), at(10, "account_password_change")];
  const text = [
    TAKEOVER,
    test("exactly half an hour", [...fails, ...late], "no match"),
    test("a later start", [...fails, at(37, "account_login_fail"), ...late], "match"),
    test(
      "a week ago",
      fails.concat(late).map((event) => event.replace("m ago", "d ago")),
      "no match",
    ),
  ];
  expect(await failuresOf(text.join("\n"), run)).toEqual([]);
});

it("goes by order where times are equal", async () => {
  const text = [
    TAKEOVER,
    test(
      "all at one moment",
      [...fails, ...entry].map((event) => event.replace(/at: \d+m/, "at: 5m")),
      "match",
    ),
    test(
      "all at one moment, the wrong way round",
      [...fails, ...entry].toReversed().map((event) => event.replace(/at: \d+m/, "at: 5m")),
      "no match",
    ),
  ];
  expect(await failuresOf(text.join("\n"), run)).toEqual([]);
});

it("is ended by what must not happen meanwhile, and by nothing before or behind it", async () => {
  const logout = (minutes: number) => at(minutes, "account_logout");
  const text = [
    TAKEOVER,
    test("between", [...fails, logout(25), ...entry], "no match"),
    test("among the failures", [fails[0] ?? "", logout(39), ...fails.slice(1), ...entry], "no match"),
    test("before", [logout(41), ...fails, ...entry], "match"),
    test("behind", [...fails, ...entry, logout(1)], "match"),
  ];
  expect(await failuresOf(text.join("\n"), run)).toEqual([]);
});

it("keeps the rows of different values apart and drops those without one", async () => {
  const text = `
rule X11 "Search and download from one country" {
  when sequence by .ip.country spanning 1h {
    step {
      .type == page_search
      .ip.country is present
    }
    then .type == page_edit times 2
  }
}
${test(
  "one country",
  [
    "at: 9m ago, type: page_search, ip: { address: 192.0.2.1, country: FR }",
    "at: 8m ago, type: page_edit, ip: { address: 192.0.2.2, country: FR }",
    "at: 7m ago, type: page_edit, ip: { address: 192.0.2.1, country: FR }",
  ],
  "match",
)}
${test(
  "two countries",
  [
    "at: 9m ago, type: page_search, ip: { address: 192.0.2.1, country: FR }",
    "at: 8m ago, type: page_edit, ip: { address: 192.0.2.2, country: DE }",
    "at: 7m ago, type: page_edit, ip: { address: 192.0.2.1, country: FR }",
  ],
  "no match",
)}
test "no country" {
  given { events: [{ at: 9m ago, type: page_search }, { at: 8m ago, type: page_edit }, { at: 7m ago, type: page_edit }] }
  expect X11 no match
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});

it("never takes one row for two steps, and is never unknown", async () => {
  const text = `
attribute twice : bool "Two pages of one kind" = sequence spanning 1d {
  step .http_code == 404
  then .http_code >= 400
}
test "one" {
  given { events: [{ at: 1h ago, http_code: 404 }, { at: 2h ago }] }
  expect not twice
}
test "two" {
  given { events: [{ at: 1h ago, http_code: 404 }, { at: 2h ago, http_code: 404 }] }
  expect twice
}
test "none" {
  given { events: [] }
  expect not twice
}`;
  expect(await failuresOf(text, run)).toEqual([]);
});
