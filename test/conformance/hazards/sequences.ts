import type { Hazard, Row } from "../hazard.ts";

/** Events by their paths, oldest first, a minute apart unless a moment is given. */
const paths = (...steps: readonly (string | readonly [path: string, ago: string])[]): string => {
  const events = steps.map((step, i) => {
    const [path, ago] = typeof step === "string" ? [step, `${steps.length - i}m`] : step;
    return `\n{ at: ${ago} ago, url: "/${path}", path: "/${path}" }`;
  });
  return `events: [${events.join("")}\n]`;
};

const found =
  (write: string) =>
  (because: string, given: string, is: boolean): Row => ({ because, write, type: "bool", given, is });

const ab = found('sequence of events spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\n}');
const aab = found('sequence of events spanning 10m {\nstep .path == "/a" times 2\nthen .path == "/b"\n}');
const aa = found('sequence of events spanning 10m {\nstep .path == "/a"\nthen .path == "/a"\n}');
const ended = found(
  'sequence of events spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\nuntil .path == "/x" or .url == "/ends"\n}',
);
const selfEnding = found(
  'sequence of events spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\nuntil .path != "/c"\n}',
);
const newest = found('sequence of events last 2 spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\n}');
const recent = found('sequence of events within 3m spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\n}');
const filtered = found(
  'sequence of events where .path != "/x" spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\nuntil .path == "/x"\n}',
);
const byCountry = found(
  'sequence by .ip.country of events spanning 10m {\nstep .path == "/a"\nthen .path == "/b"\nuntil .path == "/x"\n}',
);
const from = (path: string, minutes: number, ip: string): string =>
  `\n{ at: ${minutes}m ago, url: "/${path}", path: "/${path}", ip: ${ip} }`;
const FR = "{ address: 203.0.113.7, country: FR }";
const VN = "{ address: 198.51.100.9, country: VN }";
const NOWHERE = "{ address: 192.0.2.1 }";

export const sequences: Hazard = {
  name: "sequences",
  rows: [
    ab("one behind the other", paths("a", "b"), true),
    ab("… with others between", paths("a", "c", "c", "b"), true),
    ab("not the other way round", paths("b", "a"), false),
    ab("there is none of no rows", "", false),
    ab("of one moment the one written later is later", paths(["a", "5m"], ["b", "5m"]), true),
    ab("… and not earlier", paths(["b", "5m"], ["a", "5m"]), false),
    ab("a millisecond less than the span", paths(["a", "700000ms"], ["b", "100001ms"]), true),
    ab("exactly the span is too long", paths(["a", "700000ms"], ["b", "100000ms"]), false),
    ab("the newest start that will do", paths(["a", "20m"], ["a", "5m"], ["b", "1m"]), true),
    aa("one row is not two", paths("a"), false),
    aa("two rows are", paths("a", "a"), true),
    aab("so many rows of a step, whatever lies between", paths("a", "c", "a", "b"), true),
    aab("one too few", paths("a", "b"), false),
    aab("one too few before, one behind", paths("a", "b", "a"), false),
    aab("the span begins with the first of them", paths(["a", "12m"], ["a", "2m"], ["b", "1m"]), false),
    aab("… of the newest so many", paths(["a", "12m"], ["a", "3m"], ["a", "2m"], ["b", "1m"]), true),
    ended("ended meanwhile", paths("a", "x", "b"), false),
    ended("what ends stands before", paths("x", "a", "b"), true),
    ended("… or behind", paths("a", "b", "x"), true),
    ended("a later start is not ended", paths("a", "x", "a", "b"), true),
    ended("an earlier end is not undone by a later one", paths("a", "b", "x", "b"), true),
    selfEnding("its own first and last row do not end it", paths("a", "b"), true),
    selfEnding("a row between does", paths("a", "d", "b"), false),
    newest("`last` leaves out what stands before", paths("a", "c", "b"), false),
    newest("… and keeps the rest", paths("c", "a", "b"), true),
    recent("`within` leaves out a row as old as its span", paths(["a", "3m"], ["b", "1m"]), false),
    recent("… and no younger one", paths(["a", "179999ms"], ["b", "1m"]), true),
    filtered("`where` decides for what ends, too", paths("a", "x", "b"), true),
    byCountry("rows of one value", `events: [${from("a", 3, FR)}${from("c", 2, VN)}${from("b", 1, FR)}\n]`, true),
    byCountry("not of two", `events: [${from("a", 3, FR)}${from("b", 1, VN)}\n]`, false),
    byCountry(
      "rows without the value are in none",
      `events: [${from("a", 3, NOWHERE)}${from("b", 1, NOWHERE)}\n]`,
      false,
    ),
    byCountry("… and end none", `events: [${from("a", 3, FR)}${from("x", 2, NOWHERE)}${from("b", 1, FR)}\n]`, true),
    byCountry("another value ends none", `events: [${from("a", 3, FR)}${from("x", 2, VN)}${from("b", 1, FR)}\n]`, true),
    found('sequence of events spanning 1ms {\nstep .path == "/a"\n}')("one step is one row", paths("a"), true),
    found('none {\nsequence of events spanning 10m {\nstep .referer == "x"\nthen .path == "/b"\n}\n}')(
      "it is never unknown, so that a negation of it is not either",
      paths("a", "b"),
      true,
    ),
  ],
  refused: [
    {
      because: "nothing may be unknown that ends a sequence",
      write: 'sequence of events spanning 1h {\nstep .path == "/a"\nuntil .referer == "x"\n}',
      code: "TC0301",
    },
    {
      because: "at most ten steps",
      write: `sequence of events spanning 1h {\nstep true\n${"then true\n".repeat(10)}}`,
      code: "TC0412",
    },
    {
      because: "it is about many rows, and stands in none",
      write: "any event {\nsequence of events spanning 1h {\nstep true\n}\n}",
      code: "TC0234",
    },
  ],
};
