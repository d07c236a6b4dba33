import type { Hazard, Row } from "../hazard.ts";

/** Other users by what they share, in the order in which they are written. */
const peers = (...rows: readonly string[]): string => `peers: [${rows.map((row) => `\n{ ${row} }`).join("")}\n]`;
const used = (user: string, ago: string, more = ""): string =>
  `by: ip, user: "${user}", shared: 203.0.113.7, last_used: ${ago} ago${more}`;

const int = (because: string, write: string, given: string, is: number): Row => ({
  because,
  write,
  type: "int",
  given,
  is,
});
const text = (because: string, write: string, given: string, is: string | null): Row => ({
  because,
  write,
  type: "string",
  given,
  is,
});
const truth = (because: string, write: string, given: string, is: boolean | null): Row => ({
  because,
  write,
  type: "bool",
  given,
  is,
});

const CROWD = peers(used("old", "9d"), used("new", "1h", ", blacklisted: true"), used("middle", "3d"));
const TWICE = peers(
  used("both", "1h"),
  'by: ip, user: "both", shared: 198.51.100.9, last_used: 2h ago',
  used("once", "3h"),
);

export const peersOfUsers: Hazard = {
  name: "peers",
  rows: [
    int("nobody shares anything", "count(peers by ip)", "", 0),
    int("one row for each user and value", "count(peers by ip)", TWICE, 3),
    int("users are counted as such", "count(distinct .user of peers by ip)", TWICE, 2),
    int("values, too", "count(distinct .shared of peers by ip)", TWICE, 2),
    int("what is shared otherwise is another source", "count(peers by email)", CROWD, 0),
    text("the newest use is first, in whatever order", "newest(.user of peers by ip)", CROWD, "new"),
    text("… and the oldest last", "oldest(.user of peers by ip)", CROWD, "old"),
    text("`last` goes by that order", "oldest(.user of peers by ip last 2)", CROWD, "middle"),
    int("`last` is taken before `where`", "count(peers by ip last 1 where not .blacklisted)", CROWD, 0),
    int("`within` looks at that use", "count(peers by ip within 4d)", CROWD, 2),
    int("a use as old as the span is out", "count(peers by ip within 3d)", CROWD, 1),
    truth("no peer is on a blacklist of none", "any peer by ip { .blacklisted }", "", false),
    truth("one is enough", "any peer by ip { .blacklisted }", CROWD, true),
    truth("every peer of none", "every peer by ip { .blacklisted }", "", true),
    truth(
      "a peer that never failed to log in leaves it open",
      "any peer by ip { .last_login_fail > .created }",
      CROWD,
      null,
    ),
    truth(
      "peers are tied to rows",
      "any event as e { count(peers by ip where .shared == e.ip.address) == 2 }",
      `events: [\n{ at: 1m ago, ip: 203.0.113.7 }\n]\n${TWICE}`,
      true,
    ),
  ],
  refused: [
    { because: "a score would depend on itself", write: "any peer by ip { .score > 1 }", code: "TC0244" },
    { because: "what is shared is said", write: "count(peers) > 1", code: "TC0241" },
    { because: "only so much is shared", write: "count(peers by country) > 1", code: "TC0242" },
  ],
};
