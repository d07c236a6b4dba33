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

it("documents every attribute", () => {
  expect(pack.attributes.filter(({ doc }) => doc === null).map(({ name }) => name)).toEqual([]);
});
