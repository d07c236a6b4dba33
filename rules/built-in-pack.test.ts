import { beforeAll, expect, it } from "vitest";
import type { BoundPack } from "../dsl/binder/bound.ts";
import { checkPack } from "../dsl/checks/check-pack.ts";
import { lintPack } from "../dsl/checks/lint-pack.ts";
import { format } from "../dsl/format/index.ts";
import { runTests } from "../compiler/verify/run-tests.ts";
import { loadPack, type LoadedPack } from "../runtime/packs/load-pack.ts";
import { emptyDatabase } from "../test/database/test-database.ts";

const database = emptyDatabase();
let loaded: LoadedPack;
let pack: BoundPack;

beforeAll(async () => {
  loaded = await loadPack({ builtIn: new URL("..", import.meta.url).pathname });
  ({ pack } = loaded);
});

it("checks without an error or a warning", () => {
  expect(loaded.diagnostics).toEqual([]);
});

it("has nothing that the linter would say", () => {
  const texts = new Map(loaded.files.map(({ path, text }) => [path, text]));
  const listFiles = new Map(loaded.lists.map(({ path, text }) => [path, text]));
  const checked = checkPack({ files: loaded.files, listFiles });
  expect(checked.pack).not.toBeNull();
  expect(lintPack({ checked, texts, at: Date.UTC(2026, 0, 15) })).toEqual([]);
});

it("is written in the canonical form", () => {
  expect(loaded.files.filter((file) => format(file).text !== file.text).map(({ path }) => path)).toEqual([]);
});

it("has the 112 rules of the reference system under their ids", () => {
  const ids = (category: string, last: number, missing: readonly number[] = []) =>
    Array.from({ length: last }, (_, index) => index + 1)
      .filter((number) => !missing.includes(number))
      .map((number) => `${category}${String(number).padStart(2, "0")}`);
  // ids from 101 on are rules beyond the reference
  const referenced = pack.rules.map(({ id }) => id).filter((id) => id.length === 3);
  expect(referenced.toSorted()).toEqual([
    ...ids("A", 8),
    ...ids("B", 26),
    ...ids("C", 16),
    ...ids("D", 13),
    ...ids("E", 30, [18]),
    ...ids("I", 13),
    ...ids("P", 4),
    ...ids("R", 3),
  ]);
});

it("tells a story with every rule beyond the reference", () => {
  const beyond = pack.rules.filter(({ id }) => id.length === 4);
  expect(beyond.length).toBeGreaterThanOrEqual(20);
  const untold = beyond.filter(
    ({ metadata }) => metadata.story.length !== 3 || metadata.attack.length + metadata.oat.length === 0,
  );
  expect(untold.map(({ id }) => id)).toEqual([]);
});

it("describes every rule", () => {
  expect(pack.rules.filter(({ metadata }) => metadata.description === null).map(({ id }) => id)).toEqual([]);
});

it("passes its own tests on both targets", async () => {
  const results = await runTests(pack, {
    run: async ({ sql, parameters }) => {
      const { rows } = await database.pool.query<Record<string, unknown>>({ text: sql, values: [...parameters] });
      return rows;
    },
  });
  expect(results.length).toBeGreaterThan(2 * pack.rules.length);
  expect(
    results.flatMap(({ test, span, failures }) => failures.map((failure) => ({ test, file: span.file, failure }))),
  ).toEqual([]);
});

it("says of every rule how bad it is, why it matched and when it may be wrong", () => {
  const silent = pack.rules.filter(
    ({ metadata }) => metadata.severity === null || metadata.because === null || metadata.falsePositives === null,
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
});

it("documents every attribute", () => {
  expect(pack.attributes.filter(({ doc }) => doc === null).map(({ name }) => name)).toEqual([]);
});
