import fc from "fast-check";

/** A line and where it may stand: for one user, or for one event. */
const of = (...texts: readonly string[]) => fc.constantFrom(...texts);
const small = fc.constantFrom("0", "1", "2", "3", "4", "5", "7", "200", "404", "499", "1000", "40000");
const order = of("<", "<=", ">", ">=", "==", "==");
const anyOp = fc.oneof(order, of("!="));

const NUMBERS = [
  "user.event_count",
  "user.event_count",
  "user.ip_count",
  "user.ip_count",
  "(user.ip_count - user.device_count)",
  "(3 - user.ip_count)",
  "(user.ip_count + 2)",
  "(user.device_count * user.ip_count)",
  "user.email.rank",
  "(user.email.rank ?? 3)",
  "double",
  "alias",
  "count(events)",
  "count(events last 3)",
  "count(events where .http_code == 404)",
  "count(events last 3 where .http_code == 404)",
  "count(events where .http_code in 400..499)",
  "count(events within 1d where .http_code > 399 and .type == page_view)",
  "count(distinct .ip.country of events)",
  "count(distinct .ip.country of events last 2)",
  "peak(2 rows of events where .type == page_view)",
  "peak(2 rows of events)",
  "sum(.event_count of ips)",
] as const;

const userNumber = fc.tuple(of(...NUMBERS), anyOp, small).map((parts) => parts.join(" "));
const userRange = fc.tuple(
  of(...NUMBERS),
  of("in", "not in"),
  of("0..3", "1..1", "2..5", "4..500", "[1, 2, 3]", "[0, 5]", "[7]"),
);
const userLine = fc.oneof(
  { weight: 4, arbitrary: userNumber },
  { weight: 2, arbitrary: userRange.map((parts) => parts.join(" ")) },
  of(
    "user.blacklisted",
    "not user.blacklisted",
    "user.blacklisted == false",
    "known",
    'user.name == "a"',
    'user.name != "a"',
    'user.name in ["a", "x"]',
    'user.name not in ["a", "admin"]',
    'user.name starts with "a"',
    "user.first_name == user.last_name",
    "user.last_name == user.first_name",
    "user.first_name is present",
    "user.first_name is missing",
    'user.first_name == "a"',
    '(user.first_name ?? "a") == "a"',
    "user.created < user.last_seen",
    "user.last_seen > user.created",
    "user.last_seen - user.created < 1h",
    "user.last_seen > user.created + 1d",
    "share(events where .http_code == 404) > 50%",
    "share(events where .http_code == 404) < 50%",
    "share(events where .http_code == 404) >= 50%",
    "user.email is present",
    "user.email.free",
    "user.email.free == false",
  ),
);

const eventLine = fc.oneof(
  fc
    .tuple(of(".http_code", ".local_hour", "(.http_code ?? 404)", ".device.browser_major"), anyOp, small)
    .map((parts) => parts.join(" ")),
  fc
    .tuple(of(".http_code", ".local_hour"), of("in", "not in"), of("400..499", "404..404", "[404, 403]", "0..23"))
    .map((parts) => parts.join(" ")),
  of(
    ".type == page_view",
    ".type != page_view",
    ".type in [page_view, account_login]",
    ".ip.country == FR",
    ".ip.country in [FR, DE]",
    ".ip.tor",
    ".ip.lan",
    ".ip.tor is present",
    ".ip.country is missing",
    ".url == .path",
    ".time < .session.started",
  ),
);

const groupOf = (line: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: line },
    {
      weight: 1,
      arbitrary: fc
        .tuple(of("any", "none", "all", "not all"), fc.array(line, { minLength: 1, maxLength: 3 }))
        .map(([word, lines]) =>
          word === "not all" ? `not (${lines.join(" and ")})` : `${word} {\n${lines.join("\n")}\n}`,
        ),
    },
  );

const quantifier = fc
  .tuple(
    of("any", "any", "no", "every"),
    of("", "last 1", "last 3", "within 1d"),
    fc.array(groupOf(eventLine), { minLength: 1, maxLength: 2 }),
  )
  .map(([op, bounds, lines]) => `${op} event ${bounds} {\n${lines.join("\n")}\n}`);

/** One line of a rule: conditions over few values and few constants, so that two of them have much to do with each other. */
export const closeLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: groupOf(userLine) },
  { weight: 2, arbitrary: quantifier },
);

/** What the lines use. */
export const CLOSE_SHARED = `
attribute double : int = user.event_count + user.event_count
attribute alias : int = user.event_count
attribute known : bool? = user.email.free == false
`;
