import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Pack, PackState } from "../../api/index.ts";
import { textHash } from "../../runtime/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const ruleOf = (threshold: string) =>
  `rule X01 "Busy" {\n  because "busy"\n  when user.event_count > ${threshold}\n}\n`;
const folder = await mkdtemp(join(tmpdir(), "tocsin-edit-"));
const onDisk = (path: string) => readFile(join(folder, path), "utf8");
await writeFile(join(folder, "X01_busy.tocsin"), ruleOf("3"));
const tester = serverTester({ TOCSIN_RULES: folder, TOCSIN_EDIT: "true", TOCSIN_PRESET: "default" });
let cookie = "";
beforeAll(async () => {
  cookie = await tester.signIn();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PATH = "user/X01_busy.tocsin";
const send = (method: string, path: string, json?: object) =>
  tester.send(method, `/api/v1/pack${path}`, { cookie, ...(json === undefined ? {} : { json }) });
const save = (text: string, expected: string | null, path = PATH) =>
  send("PUT", "/files", { path, text, expected: expected === null ? null : textHash(expected) });
const state = async () => PackState.parse((await send("GET", "/state")).json);
const pack = async () => Pack.parse((await send("GET", "")).json);
const running = async (path = PATH) => (await pack()).files.find((file) => file.path === path);

it("saves an own rule in its folder, where it runs at once, and notes who did it", async () => {
  const { version } = await state();
  expect((await pack()).version).toBe(version);
  expect(await save(ruleOf("4"), ruleOf("3"))).toMatchObject({
    status: 200,
    json: { outcome: expect.stringMatching(/^(?:loaded|unchanged)$/) },
  });
  expect(await onDisk("X01_busy.tocsin")).toBe(ruleOf("4"));
  expect(await running()).toMatchObject({ text: ruleOf("4"), hash: textHash(ruleOf("4")) });
  const after = await state();
  expect(after).toMatchObject({ editable: true, broken: null });
  expect(after.version).not.toBe(version);
  expect((await pack()).version).toBe(after.version);
  const actions = await tester.send("GET", "/api/v1/operator-actions?limit=1", { cookie });
  expect(actions.json).toMatchObject({
    actions: [{ kind: "rule_saved", operator: tester.first().email, details: { path: PATH } }],
  });
});

it("refuses to overwrite what somebody else changed on the disk", async () => {
  await writeFile(join(folder, "X01_busy.tocsin"), ruleOf("5"));
  expect(await save(ruleOf("6"), ruleOf("4"))).toMatchObject({ status: 409, json: { code: "conflict" } });
  expect(await onDisk("X01_busy.tocsin")).toBe(ruleOf("5"));
  expect(await save(ruleOf("6"), null)).toMatchObject({ status: 409 });
});

it("reads the folder again when an editor saved in it", async () => {
  await writeFile(join(folder, "X01_busy.tocsin"), ruleOf("7"));
  await expect.poll(async () => (await running())?.text, { timeout: 60_000 }).toBe(ruleOf("7"));
});

it("keeps the last good pack while a file is broken, says so with the file's text, and goes on when it is mended", async () => {
  const broken = ruleOf("seven");
  expect(await save(broken, ruleOf("7"))).toMatchObject({ status: 200, json: { outcome: "kept" } });
  expect((await running())?.text).toBe(ruleOf("7"));
  expect((await state()).broken).toMatchObject({
    reason: expect.stringContaining("unknown name `seven`"),
    diagnostics: expect.arrayContaining([expect.objectContaining({ code: "TC0101" })]),
    files: [{ path: PATH, text: broken, hash: textHash(broken) }],
  });
  expect(await save(ruleOf("8"), broken)).toMatchObject({
    status: 200,
    json: { outcome: expect.stringMatching(/^(?:loaded|unchanged)$/) },
  });
  expect((await state()).broken).toBeNull();
});

it("makes, renames and removes own files", async () => {
  const text = "# another\nconst FEW = 3\n";
  expect((await save(text, null, "user/more/names.tocsin")).status).toBe(200);
  expect((await running("user/more/names.tocsin"))?.builtin).toBe(false);
  const expected = textHash(text);
  const rename = { path: "user/more/names.tocsin", to: "user/constants.tocsin", expected };
  expect((await send("POST", "/files/rename", rename)).status).toBe(200);
  expect((await send("POST", "/files/rename", rename)).status).toBe(409);
  expect(await onDisk("constants.tocsin")).toBe(text);
  expect((await send("POST", "/files/removal", { path: "user/constants.tocsin", expected })).status).toBe(200);
  expect(await readdir(folder)).not.toContain("constants.tocsin");
  expect(await running("user/constants.tocsin")).toBeUndefined();
});

it("changes nothing of which no entry can be kept", async () => {
  const { pool } = tester.database;
  await pool.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'no room'; end $$`);
  await pool.query("create trigger refuse before insert on operator_actions for each row execute function refuse()");
  const text = await onDisk("X01_busy.tocsin");
  const names = await readdir(folder);
  const expected = textHash(text);
  expect((await save(ruleOf("9"), text)).status).toBe(500);
  expect((await save("# new\n", null, "user/deep/X02_new.tocsin")).status).toBe(500);
  expect((await send("POST", "/files/rename", { path: PATH, to: "user/X03.tocsin", expected })).status).toBe(500);
  expect((await send("POST", "/files/removal", { path: PATH, expected })).status).toBe(500);
  expect(await onDisk("X01_busy.tocsin")).toBe(text);
  expect(await readdir(folder)).toEqual(names);
  await pool.query("drop trigger refuse on operator_actions");
  expect((await save(ruleOf("9"), text)).status).toBe(200);
});

it("leaves no entry of what was refused", async () => {
  const entries = async () => (await tester.database.pool.query("select from operator_actions")).rowCount;
  const before = await entries();
  expect((await save("# x\n", null)).status).toBe(409);
  expect(await entries()).toBe(before);
});

it.each(["rules/behaviour/B02_password_change.tocsin", "user/../X09.tocsin", "X09.tocsin", "user/X09.txt"])(
  "never writes to %s",
  async (path) => expect(await save("# x\n", null, path)).toMatchObject({ status: 400 }),
);

it("follows no link out of the folder", async () => {
  const outside = await mkdtemp(join(tmpdir(), "tocsin-outside-"));
  await symlink(outside, join(folder, "link"));
  expect(await save("# x\n", null, "user/link/X09.tocsin")).toMatchObject({ status: 400 });
  expect(await readdir(outside)).toEqual([]);
  await rm(join(folder, "link"));
  await rm(outside, { recursive: true });
});

it("is for signed-in operators of this site only", async () => {
  const json = { path: PATH, text: "", expected: null };
  expect((await tester.send("PUT", "/api/v1/pack/files", { json })).status).toBe(401);
  expect((await tester.send("GET", "/api/v1/pack/state")).status).toBe(401);
  const headers = { origin: "https://elsewhere.example" };
  expect((await tester.send("PUT", "/api/v1/pack/files", { cookie, json, headers })).status).toBe(403);
});
