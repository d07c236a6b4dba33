import fc from "fast-check";
import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { lower } from "../plan/lower.ts";
import { membersArbitrary, peersProgramArbitrary, programArbitrary } from "../verify/arbitraries/sample.ts";
import { AS_OF } from "../verify/arbitraries/pools.ts";
import { describedRelations } from "../verify/described-relations.ts";
import { populationRelations } from "../verify/population-relations.ts";
import { compileSql } from "./compile-sql.ts";

/** The statements of many programs; what must hold of every statement is asserted of each. */
const statements = fc.sample(programArbitrary, { numRuns: 80, seed: 7 }).map(({ pack }) => {
  const plan = lower(pack);
  const attributes = plan.attributes.map(({ name }) => name);
  return { plan, query: compileSql(plan, { asOf: AS_OF, relations: describedRelations([]), attributes }).query };
});
const texts = statements.map(({ query }) => query.sql);

it("partitions every window by the user first", () => {
  const partitions = texts.flatMap((text) => text.match(/PARTITION BY \S+/g) ?? []);
  expect(partitions.length).toBeGreaterThan(50);
  expect(partitions.filter((part) => !/PARTITION BY "?r"?\."?user_id"?,?$/.test(part))).toEqual([]);
});

it("groups every aggregate by the user first", () => {
  const groups = texts.flatMap((text) => text.match(/GROUP BY [^\s,)]+/g) ?? []);
  expect(groups.length).toBeGreaterThan(50);
  expect(groups.filter((group) => group !== 'GROUP BY "r"."user_id"')).toEqual([]);
});

it("joins rows on the user first", () => {
  const joins = texts.flatMap((text) => text.match(/ ON "\w+"\."?user_id"? = \S+/g) ?? []);
  const all = texts.flatMap((text) => text.match(/LEFT JOIN /g) ?? []);
  expect(joins.length).toBe(all.length);
  expect(all.length).toBeGreaterThan(50);
});

it("names no relation twice: there is no WITH", () => {
  expect(texts.filter((text) => /\bWITH\b/.test(text))).toEqual([]);
});

it("computes the peers of all users once, by what nothing else names", () => {
  const asked = fc.sample(fc.tuple(peersProgramArbitrary, membersArbitrary(3)), { numRuns: 40, seed: 7 });
  let once = 0;
  for (const [{ pack }, members] of asked) {
    const { query } = compileSql(lower(pack), { asOf: AS_OF, relations: populationRelations(members) });
    const kept = query.sql.match(/\bWITH\b/g) ?? [];
    expect(query.sql.match(/LEFT JOIN \(WITH once AS MATERIALIZED \(/g) ?? []).toHaveLength(kept.length);
    expect(query.sql.match(/SELECT once\.\* FROM once\)/g) ?? []).toHaveLength(kept.length);
    once += kept.length;
  }
  expect(once).toBeGreaterThan(20);
});

it("never uses LIKE, nor text of a rule", () => {
  expect(texts.filter((text) => /\bI?LIKE\b/.test(text))).toEqual([]);
  // The words of the generated programs' strings, lists and enumerations are all bound.
  expect(texts.filter((text) => /admin|account_login|203\.0\.113|bcdfg|quoted/i.test(text))).toEqual([]);
});

it("scans a source once for all aggregates that read nothing but rows and the user", () => {
  for (const { plan, query } of statements) {
    const plain = new Set(
      plan.aggregates.filter(({ level, ties }) => level === 1 && ties.length === 0).map(({ source }) => source),
    );
    for (const source of plain) {
      const scans = query.sql.match(new RegExp(` AS "${source}_1" ON `, "g")) ?? [];
      expect(scans.length).toBe(1);
    }
  }
});

it("passes a long list as one parameter", () => {
  const long = texts.findIndex((text) => text.includes("SELECT unnest("));
  expect(long).toBeGreaterThanOrEqual(0);
  expect(statements[long]?.query.parameters.some((value) => Array.isArray(value) && value.length > 8)).toBe(true);
});

it("passes a list once, however many rules read it", () => {
  const { pack } = checkPack({
    files: [
      { path: "shared.tocsin", text: `list words : list<string> = file "words.txt"\n` },
      ...["X01", "X02", "X03"].map((id) => ({
        path: `${id}_words.tocsin`,
        text: `rule ${id} "Words" {\n  when any event { .url in words or .url contains any of words }\n}\n`,
      })),
    ],
    listFiles: new Map([["words.txt", Array.from({ length: 100 }, (_, i) => `word ${i}`).join("\n")]]),
  });
  if (pack === null) throw new Error("invariant: the pack has no mistakes");
  const { query } = compileSql(lower(pack), { asOf: AS_OF, relations: describedRelations([]) });
  // as it is, and as needles
  expect(query.parameters.filter((value) => Array.isArray(value) && value.length === 100).length).toBe(2);
});
