import type { Hazard, Row } from "../hazard.ts";

/** Addresses by what is known of them: `true`, `false` or `missing`. */
const ips = (...tor: readonly string[]) =>
  `ips: [${tor.map((value, i) => `\n{ address: 192.0.2.${i + 1}, tor: ${value}, country: FR }`).join("")}\n]`;

const truth = (because: string, write: string, given: string, is: boolean | null): Row => ({
  because,
  write,
  type: "bool",
  given,
  is,
});

const UNKNOWN = "any ip { .tor }";
/** The same inside of a larger condition: quantifiers stand alone. */
const UNKNOWN_VALUE = "newest(.tor of ips)";
const anonymous = (tor: string, value: boolean) => `${ips(tor)}\nuser: { anonymous: ${value} }`;

export const missingValues: Hazard = {
  name: "missing values",
  declare: `attribute countries : list<country> = distinct(.country of ips)
attribute systems : list<int> = distinct(.asn of ips)
list africa : list<country> = [NG, ZA]
map oldest_of : map<string, int> = { "Chrome": 90 }`,
  rows: [
    truth("unknown and false is false", `(${UNKNOWN_VALUE}) and user.anonymous`, anonymous("missing", false), false),
    truth("unknown and true is unknown", `(${UNKNOWN_VALUE}) and user.anonymous`, anonymous("missing", true), null),
    truth("unknown or true is true", `(${UNKNOWN_VALUE}) or user.anonymous`, anonymous("missing", true), true),
    truth("unknown or false is unknown", `(${UNKNOWN_VALUE}) or user.anonymous`, anonymous("missing", false), null),
    truth("any of no rows is false", UNKNOWN, "", false),
    truth("any of an unknown row is unknown, not false", UNKNOWN, ips("missing"), null),
    truth("any of an unknown and a false row is unknown", UNKNOWN, ips("missing", "false"), null),
    truth("any of an unknown and a true row is true", UNKNOWN, ips("missing", "true"), true),
    truth("every of no rows is true", "every ip { .tor }", "", true),
    truth("every of an unknown row is unknown", "every ip { .tor }", ips("missing"), null),
    truth("every of an unknown and a true row is unknown", "every ip { .tor }", ips("missing", "true"), null),
    truth("every of an unknown and a false row is false", "every ip { .tor }", ips("missing", "false"), false),
    truth("no of no rows is true", "no ip { .lan }", "", true),
    truth(
      "a missing value in an empty list is unknown: = ANY('{}') would say false",
      "max(.asn of ips) in systems",
      "",
      null,
    ),
    truth("an empty list holds nothing", "countries contains FR", "", false),
    truth("a list skips missing values", "systems overlaps [1, 2]", ips("true"), false),
    truth("two lists without a common value", "countries overlaps africa", ips("true"), false),
    truth("an empty list overlaps nothing", "countries overlaps africa", "", false),
    truth("is missing is never unknown", "max(.asn of ips) is missing", "", true),
    truth("is present is never unknown", "max(.asn of ips) is present", "", false),
    truth("a comparison with missing is unknown", "max(.asn of ips) > 5", "", null),
    truth("a text test of missing is unknown", 'user.full_name contains "x"', "", null),
    truth("a range of missing is unknown", "max(.asn of ips) in 1..9", "", null),
    truth("a default ends it", "(max(.asn of ips) ?? 7) in 1..9", "", true),
    truth("a row that is missing is missing", "user.email is missing", "", true),
    truth("a field of it is missing", "user.email.domain is missing", "", true),
    { because: "max of no rows is missing", write: "max(.asn of ips)", type: "int", given: "", is: null },
    {
      because: "max skips rows without the value",
      write: "max(.asn of ips)",
      type: "int",
      given: "ips: [\n{ address: 192.0.2.1 }\n{ address: 192.0.2.2, asn: 5 }\n]",
      is: 5,
    },
    {
      because: "newest is that row's field, even where it is missing",
      write: "newest(.asn of ips)",
      type: "int",
      given: "ips: [\n{ address: 192.0.2.1, asn: 5, last_seen: 2d ago }\n{ address: 192.0.2.2, last_seen: 1d ago }\n]",
      is: null,
    },
    {
      because: "oldest is that row's field",
      write: "oldest(.asn of ips)",
      type: "int",
      given: "ips: [\n{ address: 192.0.2.1, asn: 5, last_seen: 2d ago }\n{ address: 192.0.2.2, last_seen: 1d ago }\n]",
      is: 5,
    },
    {
      because: "distinct values do not count missing ones",
      write: "count(distinct .asn of ips)",
      type: "int",
      given: "ips: [\n{ address: 192.0.2.1, asn: 5 }\n{ address: 192.0.2.2 }\n{ address: 192.0.2.3 }\n]",
      is: 1,
    },
    {
      because: "unknown counts as one where one says so",
      write: "count(distinct .asn ?? 0 of ips)",
      type: "int",
      given: "ips: [\n{ address: 192.0.2.1, asn: 5 }\n{ address: 192.0.2.2 }\n{ address: 192.0.2.3 }\n]",
      is: 2,
    },
    {
      because: "where keeps only rows for which it is true",
      write: "count(ips where .tor)",
      type: "int",
      given: ips("missing", "true", "false"),
      is: 1,
    },
    {
      because: "an unknown key of a map is missing",
      write: "oldest_of[user.name]",
      type: "int",
      given: 'user: { name: "Lynx" }',
      is: null,
    },
    {
      because: "a missing key of a map is missing",
      write: "oldest_of[user.full_name]",
      type: "int",
      given: "",
      is: null,
    },
    {
      because: "a missing key of a tie ties to no row",
      write: "any event as e { count(ips where .country == e.ip.country) > 0 }",
      type: "bool",
      given: "events: [\n{ at: 1m ago, ip: { address: 192.0.2.1 } }\n{ at: 2m ago, ip: { address: 192.0.2.2 } }\n]",
      is: false,
    },
  ],
  refused: [
    { because: "a negated value that may be missing", write: "no ip { .tor }", code: "TC0301" },
    { because: "… by a comparison", write: "max(.asn of ips) != 5", code: "TC0301" },
    { because: "… by `not`", write: 'not user.full_name contains "x"', code: "TC0301" },
    { because: "… by counting to zero", write: "count(ips where .tor) == 0", code: "TC0301" },
    { because: "a condition is not a value", write: "(user.anonymous and user.blacklisted) == true", code: "TC0204" },
  ],
};
