import { expect, it } from "vitest";
import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { lower } from "../../plan/lower.ts";
import { indexPlan } from "../../plan/plan-index.ts";
import { boundariesOfRule } from "./boundaries-of-rule.ts";

const AS_OF = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function boundaries(when: string, declarations = "") {
  const text = `${declarations}\nrule X01 "One" {\n  when {\n${when}\n}\n}\n`;
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const plan = lower(pack);
  const [rule] = plan.rules;
  if (rule === undefined) throw new Error("there is a rule");
  return boundariesOfRule(rule, indexPlan(plan), AS_OF);
}

const field = (when: string, name: string, declarations = "") => boundaries(when, declarations).fields.get(name);

it("stands on both sides of a threshold", () =>
  expect(field("user.event_count >= 50", "user.event_count")).toEqual({ toward: [50, 51], near: [50, 49, 51] }));

it("turns around under a negation", () =>
  expect(field("none { user.event_count >= 50 }", "user.event_count")?.toward).toEqual([49, 0]));

it("reaches through attributes, defaults and arithmetic", () =>
  expect(
    field("doubled < 20", "sessions.ip_count", "attribute doubled : int = (max(.ip_count of sessions) ?? 0) * 2 + 4"),
  ).toEqual({ toward: [7, -2], near: [8, 7] }));

it("asks for as many rows as are counted, each of which counts", () => {
  const { counts, fields } = boundaries("count(events within 1h where .http_code == 404) >= 3");
  expect(counts.get("events")).toEqual({ toward: [3, 4, 5, 6], near: [3, 2, 4] });
  expect(fields.get("events.http_code")?.toward).toEqual([404]);
});

it("stands at the exact end of a span, and a millisecond beside it", () => {
  const near = field("count(events within 1h) > 0", "events.time")?.near;
  expect(near).toEqual(expect.arrayContaining([AS_OF - HOUR - 1, AS_OF - HOUR, AS_OF - HOUR + 1]));
});

it("counts days from the start of the judged day", () => {
  const near = field("days_since(user.created) < 7", "user.created")?.near;
  const edge = Date.UTC(2026, 2, 1) - 7 * DAY;
  expect(near).toEqual(expect.arrayContaining([edge - 1, edge, edge + 1]));
});

it("relates two times of one row", () =>
  expect(boundaries("any device { .last_seen - .first_seen < 3h }").relations).toEqual([
    {
      source: "devices",
      left: "last_seen",
      right: "first_seen",
      difference: { toward: [3 * HOUR - 1, 0], near: [3 * HOUR, 3 * HOUR - 1, 3 * HOUR + 1] },
    },
  ]));

it("follows an event to the address it came from", () =>
  expect(field("any event { .ip.country == FR }", "ips.country")?.toward).toEqual(["FR"]));

it("tries texts with the needle at every place and in both cases", () => {
  const aim = field('any event { .url contains "Admin" ignoring case }', "events.url");
  expect(aim?.toward).toEqual(["Admin", "Adminx", "xAdmin", "xAdmin😀"]);
  expect(aim?.near).toEqual(expect.arrayContaining(["ADMIN", "admin", "Admi", "dmin"]));
});

it("looks on both sides of the ends of a network", () => {
  const near = field(
    "any ip { .address in office }",
    "ips.address",
    "list office : list<cidr> = [10.0.0.0/8, 2001:db8::/32]",
  )?.near;
  expect(near).toEqual(
    expect.arrayContaining(["9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0", "2001:db8::", "2001:db9::"]),
  );
});

it("knows keys of a map and strangers to it", () => {
  const known = 'map supported : map<string, int> = { "Chrome": 90 }';
  expect(field("any device { .browser_major < supported[.browser] }", "devices.browser", known)?.toward).toEqual([
    "Chrome",
  ]);
  expect(field("any device { .browser_major < supported[.browser] }", "devices.browser_major", known)?.near).toEqual([
    90, 89, 91,
  ]);
});

it("lets a value be missing where a rule asks for that", () =>
  expect(field("any event { .referer is missing }", "events.referer")).toEqual({ toward: [null], near: [null] }));

it("makes rows of a list attribute hold what is looked for", () =>
  expect(
    field("countries contains NG", "ips.country", "attribute countries : list<country> = distinct(.country of ips)")
      ?.toward,
  ).toEqual(["NG"]));

it("writes texts that a pattern describes, and some that it nearly does", () => {
  const wish = field("user.name matches /^root[0-9]{2}$/", "user.name");
  expect(wish?.toward).toContain("root00");
  expect(wish?.near).toEqual(expect.arrayContaining(["root0", "ROOT00", "root00x", "root00\n"]));
  expect(field("not user.name matches /^root[0-9]{2}$/", "user.name")?.toward).not.toContain("root00");
});
