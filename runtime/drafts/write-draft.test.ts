import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { createStore, type Store } from "../db/store.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { LONGEST_DRAFT, MOST_DRAFTS } from "./draft-types.ts";
import { listDrafts, readDrafts } from "./read-drafts.ts";
import { removeDraft, writeDraft } from "./write-draft.ts";

const database = testDatabase();
const PATH = "user/X01_busy.tocsin";
const AT = Date.UTC(2026, 10, 20, 12);
let store: Store;
let appId = 0;
let operators: readonly number[] = [];

beforeAll(async () => {
  const tester = await runtimeTester(database.pool);
  ({ store, appId } = { store: createStore(database.pool), appId: tester.appId });
  const { rows } = await database.pool.query<{ operator_id: number }>(
    "insert into operators (email, password_hash) values ('anna@example.org', 'x'), ('bert@example.org', 'x') returning operator_id",
  );
  operators = rows.map(({ operator_id }) => operator_id);
});

const owner = (which: 0 | 1) => ({ appId, operatorId: operators[which] ?? 0 });
const write = (which: 0 | 1, text: string, expected: number | null, path = PATH) =>
  writeDraft(store, { ...owner(which), path, text, basedOn: null, expected, at: AT });
async function versionAfter(work: ReturnType<typeof write>): Promise<number> {
  const written = await work;
  if (written.kind !== "written") throw new Error(written.kind);
  return written.draft.version;
}

it("keeps a draft for its operator, and tells the others of it without its text", async () => {
  const version = await versionAfter(write(0, "a", null));
  expect(await readDrafts(store, owner(0))).toEqual([{ path: PATH, text: "a", basedOn: null, version, updatedAt: AT }]);
  expect(await listDrafts(store, owner(1))).toEqual({
    own: [],
    others: [{ path: PATH, operator: "anna@example.org", updatedAt: AT }],
  });
  expect(await readDrafts(store, owner(1), PATH)).toEqual([]);
  expect(await removeDraft(store, { ...owner(0), path: PATH, expected: version })).toBe(true);
});

it("refuses to overwrite what another tab wrote meanwhile, also after a draft was given up and begun again", async () => {
  const first = await versionAfter(write(0, "a", null));
  expect(await write(0, "b", null)).toEqual({ kind: "conflict" });
  const second = await versionAfter(write(0, "b", first));
  expect(await write(0, "c", first)).toEqual({ kind: "conflict" });
  expect(await removeDraft(store, { ...owner(0), path: PATH, expected: first })).toBe(false);
  expect(await removeDraft(store, { ...owner(0), path: PATH, expected: second })).toBe(true);
  expect(await removeDraft(store, { ...owner(0), path: PATH, expected: second })).toBe(true);
  expect(await write(0, "c", second)).toEqual({ kind: "conflict" });
  const third = await versionAfter(write(0, "d", null));
  expect([first, second]).not.toContain(third);
  await removeDraft(store, { ...owner(0), path: PATH, expected: third });
});

it("has one winner of two first drafts at the same moment", async () => {
  const kinds = (await Promise.all([write(0, "a", null), write(0, "b", null)])).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(["conflict", "written"]);
  await database.pool.query("delete from drafts");
});

it("bounds how long a draft is and how many there are, an operator", async () => {
  expect(await write(0, "x".repeat(LONGEST_DRAFT + 1), null)).toEqual({ kind: "full" });
  await database.pool.query(
    `insert into drafts (app_id, operator_id, path, text, updated_at)
     select $1, $2, 'user/' || n || '.tocsin', '', now() from generate_series(1, $3::integer) n`,
    [appId, operators[0], MOST_DRAFTS],
  );
  expect(await write(0, "a", null)).toEqual({ kind: "full" });
  expect(await write(1, "a", null)).toMatchObject({ kind: "written" });
});

it("goes with its operator", async () => {
  await database.pool.query("delete from operators where operator_id = $1", [operators[1]]);
  expect((await listDrafts(store, owner(0))).others).toEqual([]);
});
