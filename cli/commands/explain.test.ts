import { beforeAll, expect, it } from "vitest";
import { Explanation } from "../../api/index.ts";
import { addEntries } from "../../runtime/index.ts";
import { runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();

beforeAll(async () => {
  const { send } = await runtimeTester(database.pool);
  for (const userName of ["anna", "anna"]) await send({ userName });
});

const RULE = `rule X01 "Many events from Tor" {
  because "many"
  when {
    user.event_count > 4
    count(events where .http_code == 404) >= 1
    any ip {
      .tor
    }
  }
}
`;
const USER = JSON.stringify({
  user: { name: "eva", event_count: 7 },
  events: [{ at: "5m ago", http_code: 404, ip: { address: "203.0.113.7", tor: false } }],
});

async function run(argv: readonly string[], files: Readonly<Record<string, string>> = { "X01_many.tocsin": RULE }) {
  const host = fakeHost({ cwd: await folderWith(files), env: { DATABASE_URL: database.url() }, stdin: USER });
  const code = await runCli(argv, COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("shows the lines of a rule with their marks, the rows and the nearest miss", async () => {
  const { code, written } = await run(["explain", "X01", "--input", "-", "--as-of", "2026-01-15T12:00:00Z"]);
  expect(code).toBe(0);
  expect(written).toMatchInlineSnapshot(`
    "X01 Many events from Tor: no match
    eva, as of 2026-01-15T12:00:00.000Z

      --> X01_many.tocsin
    ✗ 3 │ when {
    ✓ 4 │   user.event_count > 4                                          user.event_count = 7
    ✓ 5 │   count(events where .http_code == 404) >= 1                    count(events where .http_code == 404) = 1
    ✗ 6 │   any ip {                                                      0 of 1 ips; below: address 1 of 2026-01-15T11:55:00.000Z
    ✗ 7 │     .tor                                                        .tor = false
      8 │   }
      9 │ }

    Rows
      count(events where .http_code == 404): 1 of 1 events
        event 1 of 2026-01-15T11:55:00.000Z: http_code 404

    Nearest miss  2 of 3 conditions hold
      1. .tor of address 1 of 2026-01-15T11:55:00.000Z: false, needed true

    known only as they are now: ips.tor, user.event_count
    "
  `);
});

it("colours the marks where colours are wanted", async () =>
  expect((await run(["explain", "X01", "--input", "-", "--color", "always"])).written).toContain(
    "\u001b[31m✗\u001b[39m",
  ));

it("explains a stored user at a past moment as JSON of the contract, and lists the current fields", async () => {
  const asOf = ["--as-of", "2026-11-20T10:00:00Z"];
  const { code, written } = await run(["explain", "X01", "--user", "anna", ...asOf, "--format", "json"]);
  expect(code).toBe(0);
  const { version, kind, user, explanation } = JSON.parse(written);
  expect({ version, kind, user }).toEqual({ version: 1, kind: "explain", user: "anna" });
  expect(Explanation.parse(explanation)).toMatchObject({
    asOf: "2026-11-20T10:00:00.000Z",
    currentFields: ["ips.tor", "user.event_count"],
  });
  expect((await run(["explain", "X01", "--user", "anna", ...asOf])).written).toContain(
    "known only as they are now: ips.tor, user.event_count",
  );
});

it.each([
  [["explain", "X01"], "say who is judged: --user with a name, or --input with a JSON file"],
  [["explain", "X99", "--user", "anna"], "the pack has no rule X99"],
  [["explain", "X01", "--user", "nobody"], /^tocsin: app .* has no user nobody\n$/],
  [["explain", "X01", "--user", "anna", "--as-of", "2020-01-01T00:00:00Z"], "anna was first seen later"],
])("%j says what is wrong", async (argv, sentence) => {
  const { code, noted } = await run(argv);
  expect(code).toBe(1);
  expect(noted).toMatch(sentence);
});

it.each([
  ["[]", "the input must be an object"],
  ['{ "evnts": [] }', "the input has no evnts; is it events?"],
  ['{ "events": [{ "http_code": "404" }] }', "events[0].http_code must be a whole number"],
  ['{ "events": [{ "at": "soon" }] }', "events[0].at: soon cannot be read"],
  ['{ "events": [{ "ip": { "country": "ZZ" } }] }', "events[0].ip.country must be a member of `country`"],
  ['{ "user": { "created": null } }', "user.created must be `time`: it is never missing"],
  ["{", "user.json is no JSON"],
])("refuses the input %s", async (json, sentence) => {
  const { code, noted } = await run(["explain", "X01", "--input", "user.json"], {
    "X01_many.tocsin": RULE,
    "user.json": json,
  });
  expect(code).toBe(1);
  expect(noted).toContain(sentence);
});

it("takes attributes outright", async () => {
  const { written } = await run(["explain", "I01", "--input", "user.json"], { "user.json": '{ "eip_tor": true }' });
  expect(written).toContain("I01");
  expect(written).toMatch(/: match\n/);
});

it("evaluates all rules with weights, score and attributes", async () => {
  const given = ["--input", "user.json", "--preset", "bot_detection", "--format", "json"];
  const { written } = await run(["eval", ...given], { "user.json": '{ "eip_tor": true }' });
  const { kind, preset, score, rules, attributes } = JSON.parse(written);
  expect({ kind, preset }).toEqual({ kind: "eval", preset: "bot_detection" });
  expect(rules.find(({ id }: { id: string }) => id === "I01")).toMatchObject({ outcome: "match" });
  expect(score).toBeLessThanOrEqual(99);
  expect(attributes.eip_tor).toBe(true);
});

it("evaluates a stored user by the weights of its app", async () => {
  const { code, written } = await run(["eval", "--user", "anna"]);
  expect(code).toBe(0);
  expect(written).toMatch(/^anna score \d+\n/);
  expect(written).toContain("Attributes");
});

it("judges by what stands on the app's runtime lists", async () => {
  const { store, appId } = await runtimeTester(database.pool, { appId: 1 });
  const text = 'list watched : list<string> = runtime\nrule X02 "Watched" { when user.name in watched }\n';
  const files = { "X02_watched.tocsin": text };
  const outcomes = async () =>
    Promise.all([
      run(["explain", "X02", "--user", "anna", "--format", "json"], files),
      run(["eval", "X02_watched.tocsin", "--user", "anna", "--format", "json"], files),
    ]).then(([explained, evaluated]) => [
      JSON.parse(explained.written).explanation.outcome,
      JSON.parse(evaluated.written).rules.find(({ id }: { id: string }) => id === "X02").outcome,
    ]);
  expect(await outcomes()).toEqual(["no_match", "no_match"]);
  const list = { name: "watched", element: { kind: "string" } } as const;
  const change = { appId, list, entries: ["anna"], operatorId: null, reason: null, at: Date.now(), expiresAt: null };
  await addEntries(store, change);
  expect(await outcomes()).toEqual(["match", "match"]);
});
