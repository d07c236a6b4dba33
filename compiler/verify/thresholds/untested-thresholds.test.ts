import { expect, it } from "vitest";
import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { untestedThresholds } from "./untested-thresholds.ts";

/** What no test notices, as `declaration: text step`. */
async function untested(...texts: readonly string[]): Promise<readonly string[]> {
  const files = texts.map((text, i) => ({ path: `X0${i + 1}_a.tocsin`, text }));
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return (await untestedThresholds(pack)).map(({ declaration, span, step }) => {
    const text = files.find(({ path }) => path === span.file)?.text ?? "";
    return `${declaration}: ${text.slice(span.start, span.end)} ${step}`;
  });
}

/** Without tests every shift stays unnoticed. */
const shifts = (condition: string) => untested(`rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`);

const COUNT = 'rule X01 "t" {\n  when event_number >= 5\n}\nattribute event_number : int "n" = count(events)\n';
const table = (...rows: readonly string[]) =>
  `test "t" for X01 {\n  | event_number | expect |\n${rows.map((row) => `  ${row}\n`).join("")}}\n`;

it("is content with a test on each side of a number", async () => {
  expect(await untested(COUNT + table("| 4 | no match |", "| 5 | match |"))).toEqual([]);
});

it("names the side on which the nearest test is too far away", async () => {
  expect(await untested(COUNT + table("| 4 | no match |", "| 6 | match |"))).toEqual(["X01: 5 +1"]);
  expect(await untested(COUNT + table("| 3 | no match |", "| 5 | match |"))).toEqual(["X01: 5 -1"]);
});

it("looks through attributes into what they compare with", async () => {
  const text =
    'rule X01 "t" {\n  when many\n}\nattribute event_number : int "n" = count(events)\nattribute many : bool "m" = event_number > 7\n';
  expect(await untested(text)).toEqual(["many: 7 +1", "many: 7 -1"]);
  expect(await untested(text + table("| 7 | no match |", "| 8 | match |"))).toEqual([]);
});

it("leaves attributes alone that no rule reads", async () => {
  expect(await untested('attribute many : bool "m" = count(events) > 7\n')).toEqual([]);
});

it("takes one test as enough for a define that several rules use", async () => {
  const rule = (id: string, code: number, outcome: string) =>
    `rule ${id} "t" {\n  when any event as e {\n    slow(e)\n  }\n}
test "t" {\n  given {\n    events: [{ at: 1h ago, http_code: ${code} }]\n  }\n  expect ${id} ${outcome}\n}\n`;
  const define = 'define slow(e: event) "failed" {\n  e.http_code >= 500\n}\n';
  expect(await untested(define + rule("X01", 500, "match"), rule("X02", 499, "no match"))).toEqual([]);
  expect(await untested(define + rule("X01", 501, "match"), rule("X02", 499, "no match"))).toEqual(["X02: 500 +1"]);
});

it("shifts the ends of ranges, spans, windows, shares and repetitions", async () => {
  expect(await shifts("count(events within 1d where .http_code in 400..499) > 3")).toEqual([
    "X01: 3 +1",
    "X01: 3 -1",
    "X01: count(events within 1d where .http_code in 400..499) +1ms",
    "X01: count(events within 1d where .http_code in 400..499) -1ms",
    "X01: 400 +1",
    "X01: 400 -1",
    "X01: 499 +1",
    "X01: 499 -1",
  ]);
  expect(await shifts("any event {\n      .time - .previous.time < 30m\n    }")).toEqual([
    "X01: 30m +1ms",
    "X01: 30m -1ms",
  ]);
  expect(await shifts("peak(8 rows of events) == 4")).toEqual([
    "X01: 4 +1",
    "X01: 4 -1",
    "X01: peak(8 rows of events) +1 row",
    "X01: peak(8 rows of events) -1 row",
  ]);
  expect(await shifts("share(events where .type == page_view) >= 80%")).toEqual([
    "X01: share(events where .type == page_view) >= 80% +1%",
    "X01: share(events where .type == page_view) >= 80% -1%",
  ]);
  const sequence = "sequence of events spanning 30m {\n      step .type == page_view times 5\n    }";
  expect(await shifts(sequence)).toEqual([
    `X01: ${sequence} +1ms`,
    `X01: ${sequence} -1ms`,
    "X01: .type == page_view +1 row",
    "X01: .type == page_view -1 row",
  ]);
});

it("shifts a limit that is computed", async () => {
  expect(await shifts("count(events) > count(devices)")).toEqual(["X01: count(devices) +1", "X01: count(devices) -1"]);
});

it("has nothing to shift where moments, texts and members are equal or not", async () => {
  expect(
    await shifts('any event {\n      .type == page_view\n      .path == "/a"\n      .time == user.created\n    }'),
  ).toEqual([]);
});
