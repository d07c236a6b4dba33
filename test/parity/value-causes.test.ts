import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { AttributeValue } from "../../compiler/index.ts";
import { historyOf } from "./history-of.ts";
import type { History } from "./history.ts";
import { VALUE_CAUSES } from "./value-causes.ts";

it("has a row in docs/parity.md for each cause, in the same order, and no other", async () => {
  const page = await readFile(new URL("../../docs/parity.md", import.meta.url), "utf8");
  const [, section = ""] = page.split(/^## Values of attributes$/m);
  const rows = [...section.matchAll(/^\| ([a-z].+?) +\|/gim)].map((match) => match[1]);
  expect(rows.slice(1)).toEqual(VALUE_CAUSES.map(({ name }) => name));
});

const address = (ip: string, change: Partial<History["user"]["ips"][number]> = {}) => ({
  ip,
  country: 85,
  asn: 64500,
  checked: true,
  shared: 1,
  ...change,
});
const unchecked = address("192.0.2.9", { checked: false, shared: 3 });
const withIps = (...ips: readonly History["user"]["ips"][number][]) => historyOf({ user: { ips: [...ips] } });
const sent = (fields: Record<string, string>, change: Parameters<typeof historyOf>[0] = {}) =>
  historyOf({ requests: [{ eventTime: "2026-11-19 10:00:00.000", ...fields }], ...change });
const relay = historyOf({
  user: { ips: [address("192.0.2.1")] },
  enrichment: { ip: { "192.0.2.1": { relay: true } }, email: {}, phone: {}, domain: {} },
});
const failed = { ip: {}, email: { "a@b.example": { error: "Validation failed" } }, phone: {}, domain: {} };
const identities = { emails: new Set(["a@b.example"]), phones: new Set(["+41446681800"]) };
const placeholder = historyOf({ user: { context: { le_email: "broken@user.local" } } });

type Example = readonly [cause: string, name: string, history: History, theirs: AttributeValue, ours: AttributeValue];

const EXPLAINED: readonly Example[] = [
  ["an invalid e-mail address is judged as it was sent", "le_local_part", placeholder, "broken", "a@"],
  [
    "an event keeps the type that was sent, whatever was answered",
    "event_type",
    sent({ eventType: "account_login_fail", httpCode: "401" }),
    ["page_error"],
    ["account_login_fail"],
  ],
  [
    "an event keeps the type that was sent, whatever was answered",
    "event_type",
    sent({ eventType: "unheard_of", httpCode: "500" }),
    ["page_error"],
    ["page_view"],
  ],
  ["users without userCreated exist since their first event", "ea_days_since_account_creation", sent({}), 0, 1],
  ["privacy relays are known", "eip_relay", relay, null, true],
  ["pattern lists are our own", "event_vulnerable_url", historyOf({ judgeTexts: () => false }), true, false],
  ["no number stands for an unknown network", "eip_asn", historyOf({}), [0, 3320], [3320]],
  ["a list that is always empty is filled", "eip_asns", withIps(address("192.0.2.1")), [], [64500]],
  [
    "a bot is no operating system",
    "eup_os_name",
    historyOf({ user: { context: { eup_device: ["bot", "desktop"], eup_os_name: ["Googlebot", "Windows"] } } }),
    ["Googlebot", "Windows"],
    ["Windows"],
  ],
  ["what the application itself knows needs no look-up", "eip_ip_id", withIps(unchecked), [], ["192.0.2.9"]],
  ["what the application itself knows needs no look-up", "eip_shared", withIps(unchecked), 0, 3],
  [
    "an address that was never looked up is not called residential",
    "eip_only_residential",
    withIps(unchecked),
    true,
    false,
  ],
  [
    "Europe and Asia are no countries",
    "eip_only_residential",
    historyOf({
      user: { ips: [address("192.0.2.1")] },
      enrichment: { ip: { "192.0.2.1": { country: "EU" } }, email: {}, phone: {}, domain: {} },
    }),
    true,
    false,
  ],
  ["a privacy relay is no ordinary connection", "eip_only_residential", relay, true, false],
  [
    "all addresses are looked at, not the newest hundred",
    "eip_cidr_count",
    withIps(...Array.from({ length: 101 }, (_, n) => address(`192.0.2.${n}`))),
    100,
    101,
  ],
  [
    "a blacklisted e-mail address is blacklisted for all who ever gave it",
    "le_fraud_detected",
    sent({ emailAddress: "A@b.example" }, { blacklisted: identities }),
    false,
    true,
  ],
  [
    "a blacklisted phone number is blacklisted for all who ever gave it",
    "lp_fraud_detected",
    sent({ phoneNumber: "+41446681800" }, { blacklisted: identities }),
    false,
    true,
  ],
  [
    "whitelisting clears an identity for everyone",
    "le_fraud_detected",
    sent({ emailAddress: "a@b.example" }, { whitelisted: identities }),
    true,
    false,
  ],
  ["alerts are lists that operators keep", "lp_alert_list", historyOf({}), null, false],
  [
    "a look-up that failed told nothing",
    "le_checked",
    sent({ emailAddress: "a@b.example" }, { enrichment: failed, user: { context: { le_email: "a@b.example" } } }),
    true,
    false,
  ],
  ["an empty name is none", "ea_firstname", historyOf({}), "", null],
  ["a name of one zero is a name", "ea_fullname_has_numbers", sent({ lastName: "0" }), false, true],
  [
    "the night ends before five o'clock",
    "event_session_night_time",
    sent({ eventTime: "2026-11-19 05:00:00.000" }),
    true,
    false,
  ],
];

const causeOf = ([, name, history, theirs, ours]: Example) =>
  VALUE_CAUSES.find(({ explains }) => explains({ name: named(name), history, theirs, ours }))?.name;
const named = (name: string) => ({ name, type: "", attribute: name, nothing: "-", overRows: null });

it.each(EXPLAINED)("%s: %s", (...example) => expect(causeOf(example)).toBe(example[0]));

it("shows each cause by an example", () =>
  expect(new Set(EXPLAINED.map(([cause]) => cause))).toEqual(new Set(VALUE_CAUSES.map(({ name }) => name))));

it.each(EXPLAINED)("explains nothing of another attribute: %s (%s)", (cause, _, history, theirs, ours) =>
  expect(causeOf([cause, "ea_userid", history, theirs, ours])).toBeUndefined(),
);

it.each<Example>([
  [
    "an event that was sent without an error",
    "event_type",
    sent({ eventType: "account_login", httpCode: "200" }),
    ["page_error"],
    ["account_login"],
  ],
  ["an age from some other day", "ea_days_since_account_creation", sent({}), 0, 2],
  ["an age that was sent", "ea_created", sent({ userCreated: "2026-11-01 00:00:00" }), 1, Date.UTC(2026, 10, 19, 10)],
  ["a relay that nobody knows of", "eip_relay", withIps(address("192.0.2.1")), null, true],
  [
    "a match that the texts alone do not give",
    "event_vulnerable_url",
    historyOf({ judgeTexts: () => false }),
    false,
    true,
  ],
  ["another network", "eip_asn", historyOf({}), [3320], [64500]],
  ["a network of no address", "eip_asns", withIps(address("192.0.2.1")), [], [3320]],
  ["an operating system that is no bot", "eup_os_name", historyOf({}), ["Windows"], []],
  [
    "an address that was looked up",
    "eip_ip_id",
    withIps(unchecked, address("192.0.2.1")),
    [],
    ["192.0.2.1", "192.0.2.9"],
  ],
  ["another count of users", "eip_shared", withIps(unchecked), 0, 2],
  ["an address called ordinary", "eip_only_residential", withIps(unchecked), false, true],
  ["a hundred addresses", "eip_cidr_count", withIps(address("192.0.2.1")), 2, 1],
  ["an address of nobody who was blacklisted", "le_fraud_detected", sent({ emailAddress: "a@b.example" }), false, true],
  ["an address of nobody who was whitelisted", "le_fraud_detected", sent({ emailAddress: "a@b.example" }), true, false],
  ["an alert that is not there", "lp_alert_list", historyOf({}), false, null],
  ["a look-up that succeeded", "le_checked", sent({ emailAddress: "a@b.example" }), true, false],
  ["a name that was lost", "ea_firstname", historyOf({}), "Anna", null],
  ["a digit in a name without one", "ea_fullname_has_numbers", sent({ lastName: "Berg" }), false, true],
  ["a night before five", "event_session_night_time", sent({ eventTime: "2026-11-19 04:00:00.000" }), true, false],
])("leaves unexplained: %s", (...example) => expect(causeOf(example)).toBeUndefined());
