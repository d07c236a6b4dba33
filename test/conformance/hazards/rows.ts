import type { Hazard, Row } from "../hazard.ts";

/** Events that answered with these codes, oldest first, a minute apart. */
const codes = (...values: readonly number[]) =>
  `events: [${values.map((code, i) => `\n{ at: ${values.length - i}m ago, http_code: ${code}, url: "/${i}" }`).join("")}\n]`;

const int = (because: string, write: string, given: string, is: number): Row => ({
  because,
  write,
  type: "int",
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

const AT_ONCE = 'events: [\n{ at: 1m ago, url: "/first" }\n{ at: 1m ago, url: "/second" }\n]';
const apart = (milliseconds: number) => `events: [\n{ at: ${600_000 + milliseconds}ms ago }\n{ at: 600000ms ago }\n]`;

export const rows: Hazard = {
  name: "rows",
  rows: [
    {
      because: "of equal times the later one is newer",
      write: "newest(.url of events)",
      type: "string",
      given: AT_ONCE,
      is: "/second",
    },
    {
      because: "… and the earlier one older",
      write: "oldest(.url of events)",
      type: "string",
      given: AT_ONCE,
      is: "/first",
    },
    {
      because: "… also for `last`",
      write: "oldest(.url of events last 1)",
      type: "string",
      given: AT_ONCE,
      is: "/second",
    },
    int("`last` is taken before `where`", "count(events last 2 where .http_code == 404)", codes(404, 404, 200, 200), 0),
    int("`last` beyond all rows is all rows", "count(events last 9)", codes(1, 2, 3), 3),
    int("`last` and `within` both hold", "count(events last 2 within 3m)", codes(1, 2, 3, 4), 2),
    int("a row as old as the span is out", "count(events within 3m)", codes(1, 2, 3, 4), 2),
    int(
      "a peak looks at consecutive rows, counted before `where`",
      "peak(2 rows of events where .http_code == 404)",
      codes(404, 200, 404),
      1,
    ),
    int("a shorter history is one run", "peak(8 rows of events where .http_code == 404)", codes(404, 200, 404), 2),
    int("a peak of no rows is 0", "peak(8 rows of events)", "", 0),
    int("a span of a peak is half-open: exactly D apart is out", "peak(10m of events)", apart(600_000), 1),
    int("a millisecond less is in", "peak(10m of events)", apart(599_999), 2),
    int("a peak of a span of no rows is 0", "peak(10m of events)", "", 0),
    truth(
      "a share is compared by multiplication: 4 of 5 are 80 %",
      "share(events where .http_code == 404) >= 80%",
      codes(404, 404, 404, 404, 200),
      true,
    ),
    truth(
      "… and not more than that",
      "share(events where .http_code == 404) > 80%",
      codes(404, 404, 404, 404, 200),
      false,
    ),
    truth("1 of 3 is more than 33 %", "share(events where .http_code == 404) > 33%", codes(404, 200, 200), true),
    truth("a share of no rows is unknown", "share(events where .http_code == 404) >= 0%", "", null),
    truth(
      "rows of the same key tie, others do not",
      "any event as e { count(events where .http_code == e.http_code) == 2 }",
      codes(404, 200, 404),
      true,
    ),
    truth(
      "a share of rows that differ is the difference against all, whatever binds tighter",
      "any event as e { share(events where .url != e.url) > 60% }",
      codes(404, 200, 404),
      true,
    ),
    truth(
      "… and no more than that",
      "any event as e { share(events where .url != e.url) > 67% }",
      codes(404, 200, 404),
      false,
    ),
    truth(
      "no key comes three times",
      "any event as e { count(events where .http_code == e.http_code) == 3 }",
      codes(404, 200, 404),
      false,
    ),
  ],
  refused: [
    {
      because: "the field of a row means the innermost row only",
      write: "any event { count(ips where .country == .country) > 0 }",
      code: "TC0209",
    },
    {
      because: "rows are tied by equality",
      write: "any event as e { count(ips where .asn < e.http_code) > 0 }",
      code: "TC0217",
    },
    { because: "a source shows at most 1,000 rows", write: "count(events last 1001) > 0", code: "TC0403" },
    { because: "a peak of no rows says nothing", write: "peak(0 rows of events) > 0", code: "TC0403" },
  ],
};
