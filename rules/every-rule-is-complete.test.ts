import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import type { BoundPack } from "../dsl/binder/bound.ts";
import type { ExpectedOutcome } from "../dsl/ast/test-decl.ts";
import { untestedThresholds } from "../compiler/verify/thresholds/untested-thresholds.ts";
import { loadPack, type LoadedPack } from "../runtime/packs/load-pack.ts";

let loaded: LoadedPack;
let pack: BoundPack;

beforeAll(async () => {
  loaded = await loadPack({ builtIn: new URL("..", import.meta.url).pathname });
  ({ pack } = loaded);
});

it("has the rules of the reference system under their ids and names", async () => {
  const text = await readFile(new URL("reference-names.tsv", import.meta.url), "utf8");
  const names = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(names).toHaveLength(112);
  // ids from 101 on are rules beyond the reference
  const own = pack.rules.filter(({ id }) => id.length === 3).map(({ id, title }) => `${id}\t${title}`);
  expect(own).toEqual(names);
});

it("numbers the rules beyond the reference from 101 on, and tells a story with each", () => {
  const beyond = pack.rules.filter(({ id }) => id.length !== 3);
  expect(beyond.length).toBeGreaterThanOrEqual(20);
  expect(beyond.filter(({ id }) => !/^[A-Z]1\d\d$/.test(id)).map(({ id }) => id)).toEqual([]);
  expect(beyond.filter(({ metadata }) => metadata.story.length !== 3).map(({ id }) => id)).toEqual([]);
});

it("says of every rule what it looks for, how bad it is, why it matched and when it may be wrong", () => {
  const silent = pack.rules.flatMap(({ id, title, metadata }) => {
    const { description, severity, tags, because, falsePositives } = metadata;
    const said = { title, description, severity, because, falsePositives, tags: tags.join(" ") };
    return Object.entries(said).flatMap(([key, value]) => (value === null || value === "" ? [`${id} ${key}`] : []));
  });
  expect(silent).toEqual([]);
});

it("names the techniques of ATT&CK and the threats of OWASP that stand in the table, and no row is left over", async () => {
  const text = await readFile(new URL("technique-names.tsv", import.meta.url), "utf8");
  const rows = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const ids = rows.map((row) => row.split("\t")[0] ?? "");
  expect(rows.filter((row) => !/^(?:T\d{4}(?:\.\d{3})?|OAT-0\d\d)\t[A-Z]/.test(row))).toEqual([]);
  const named = new Set(pack.rules.flatMap(({ metadata }) => [...metadata.attack, ...metadata.oat]));
  expect([...named].toSorted()).toEqual(ids);
});

it("refers to no technique that the rule does not name", () => {
  const strays = pack.rules.flatMap(({ id, metadata }) =>
    metadata.references.flatMap((url) => {
      const path = /attack\.mitre\.org\/techniques\/(.*)\/$/.exec(url)?.[1];
      return path === undefined || metadata.attack.includes(path.replace("/", ".")) ? [] : [`${id} ${url}`];
    }),
  );
  expect(strays).toEqual([]);
});

it.each<[string, (outcome: ExpectedOutcome) => boolean]>([
  ["match", (outcome) => outcome === "match"],
  ["do not", (outcome) => outcome !== "match"],
])("tests for every rule users who %s", (_, isSought) => {
  const tested = new Set(
    pack.tests.flatMap(({ cases }) =>
      cases.flatMap(({ rules }) => rules.flatMap(({ rule, outcome }) => (isSought(outcome) ? [rule] : []))),
    ),
  );
  expect(pack.rules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
});

/** Shifts that no test could notice, or none that anybody would read: `declaration, text, step`, and why. */
const UNNOTICED: readonly (readonly [string, string])[] = [
  ["A101 50% -1%", "the nearest share below a half that 49% lets through is 25 of 51 neighbours"],
  ["A102 50% -1%", "as that of A101"],
  ["B105 50% +1%", "the nearest share above a half that 51% lets through is 26 of 51 events"],
  ["B105 NIGHT_FIRST_HOUR -1", "no hour comes before the first"],
  ["event_night_edits_peak NIGHT_FIRST_HOUR -1", "no hour comes before the first"],
  ["event_session_night_time NIGHT_FIRST_HOUR -1", "no hour comes before the first"],
  ["event_session_night_time 0% +1%", "a share above none that is not above 1% takes one of 100 events"],
  ["ea_gap_before_last_visit session_latest_started -1ms", "sessions begin half an hour apart at the least"],
  ["A103 1h -1ms", "both sides are multiples of more than a millisecond: they are equal, or further apart"],
  [
    "event_new_browser_language 1 -1",
    "two main languages mean two devices, and a language of one of two devices means two languages",
  ],
];

it("has a test on each side of every threshold, the smallest step away", async () => {
  const texts = new Map(loaded.files.map(({ path, text }) => [path, text]));
  const untested = (await untestedThresholds(pack)).map(({ declaration, span, step }) => {
    const text = texts.get(span.file)?.slice(span.start, span.end) ?? "";
    // what stands last is the number: of a share, of a product
    return `${declaration} ${text.split(" ").at(-1) ?? ""} ${step}`;
  });
  expect([...new Set(untested)].toSorted()).toEqual(UNNOTICED.map(([shift]) => shift).toSorted());
});
