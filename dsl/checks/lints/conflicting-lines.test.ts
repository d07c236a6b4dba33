import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0609"]);
const when = (...lines: readonly string[]) => `rule X01 "t" {\n  when {\n    ${lines.join("\n    ")}\n  }\n}\n`;

it("names both lines", () =>
  expectFrames(when("user.event_count > 5", "user.blacklisted", "user.event_count < 3")).toMatchInlineSnapshot(`
    "warning[TC0609]: \`user.event_count < 3\` is never true together with \`user.event_count > 5\`
      --> X01.tocsin:5:5
       |
     3 |     user.event_count > 5
       |     -------------------- never true together with it
      ...
     5 |     user.event_count < 3
       |     ^^^^^^^^^^^^^^^^^^^^"
  `));

it("reasons about lists, enumerations and texts", () => {
  const lines = (...body: readonly string[]) => when(`any event {\n${body.join("\n")}\n}`);
  expect(codes(lines(".type == page_view", ".type in [page_edit, page_delete]"))).toEqual(["TC0609"]);
  expect(codes(lines(".type == page_view", ".type != page_view"))).toEqual(["TC0609"]);
  expect(codes(lines(".type == page_view", ".type in [page_edit, page_view]"))).toEqual([]);
  expect(codes(when('user.name == "a"', 'user.name == "b"'))).toEqual(["TC0609"]);
  expect(codes(when("user.blacklisted", "not user.blacklisted"))).toEqual(["TC0609"]);
  expect(codes(when("user.first_name is missing", 'user.first_name == "a"'))).toEqual(["TC0609"]);
  expect(codes(when("user.first_name is missing", "user.first_name matches /a+b/"))).toEqual(["TC0609"]);
});

it("reasons about sums, times and durations", () => {
  expect(codes(when("user.last_seen - user.created < 3h", "user.last_seen > user.created + 4h"))).toEqual(["TC0609"]);
  expect(codes(when("user.created < user.last_seen", "user.last_seen < user.created"))).toEqual(["TC0609"]);
  expect(codes(when("user.last_seen - user.created < 3h", "user.last_seen > user.created + 2h"))).toEqual([]);
});

it("knows which rows are among which", () =>
  expectFrames(
    when("count(events last 25 where .http_code == 404) > 5", "count(events where .http_code in 400..499) < 3"),
  ).toMatchInlineSnapshot(`
    "warning[TC0609]: \`count(events where .http_code in 400..499) < 3\` is never true together with \`count(events last 25 where .http_code == 404) > 5\`
      --> X01.tocsin:4:5
       |
     3 |     count(events last 25 where .http_code == 404) > 5
       |     ------------------------------------------------- never true together with it
     4 |     count(events where .http_code in 400..499) < 3
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `));

it("compares quantifiers, counts and shares", () => {
  expect(codes(when("any ip { .lan }", "no ip { .lan or .checked }"))).toEqual(["TC0609"]);
  expect(codes(when("every ip { .checked }", "any ip last 3 { not .checked }"))).toEqual(["TC0609"]);
  expect(codes(when("every ip last 3 { .checked }", "any ip { not .checked }"))).toEqual([]);
  expect(codes(when("count(ips where .lan) == 0", "any ip { .lan }"))).toEqual(["TC0609"]);
  expect(codes(when("share(events where .local_hour < 6) > 80%", "share(events where .local_hour < 6) < 80%"))).toEqual(
    ["TC0609"],
  );
  expect(codes(when("share(events where .local_hour < 6) > 80%", "share(events where .local_hour < 6) < 81%"))).toEqual(
    [],
  );
});

it("names an alternative that the lines around it rule out", () =>
  expectFrames(when("user.event_count > 5", "any {\n      user.event_count < 4\n      user.blacklisted\n    }"))
    .toMatchInlineSnapshot(`
    "warning[TC0609]: \`user.event_count < 4\` is never true together with \`user.event_count > 5\`
      --> X01.tocsin:5:7
       |
     3 |     user.event_count > 5
       |     -------------------- never true together with it
      ...
     5 |       user.event_count < 4
       |       ^^^^^^^^^^^^^^^^^^^^"
  `));

it("names all lines where it takes three", () =>
  expect(codes(when("user.ip_count in 3..4", "user.ip_count != 3", "user.ip_count != 4"))).toEqual(["TC0609"]));

it("sees through attributes and defines", () => {
  expect(codes(`attribute many : bool = user.ip_count > 9\n${when("many", "user.ip_count < 3")}`)).toEqual(["TC0609"]);
  expect(codes(`define few(n: int) { n < 3 }\n${when("few(user.ip_count)", "user.ip_count > 3")}`)).toEqual(["TC0609"]);
});

it("takes operators for their word: a list with a name may grow", () =>
  expect(codes(`list words : list<string> = ["a"]\n${when("user.name in words", 'user.name == "b"')}`)).toEqual([]));
