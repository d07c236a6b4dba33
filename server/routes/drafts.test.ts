import { beforeAll, expect, it } from "vitest";
import { DraftHead, DraftList, Pack } from "../../api/index.ts";
import { createOperator, hashPassword } from "../../runtime/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
let other = "";
const PATH = "rules/behaviour/B02_password_change.tocsin";
const file = (path: string, more = "") => `/api/v1/drafts/file?path=${encodeURIComponent(path)}${more}`;
const put = (json: object, path = PATH, who = cookie) => tester.send("PUT", file(path), { cookie: who, json });
const list = async (who = cookie) =>
  DraftList.parse((await tester.send("GET", "/api/v1/drafts", { cookie: who })).json);

beforeAll(async () => {
  cookie = await tester.signIn();
  const password = "a second operator's password";
  const email = "second@example.org";
  await createOperator(tester.server().store, { email, passwordHash: await hashPassword(password) });
  const { headers } = await tester.send("POST", "/api/v1/session", { json: { email, password } });
  other = (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});

it("keeps a draft, refuses to overwrite another version, and forgets it", async () => {
  const first = DraftHead.parse((await put({ text: "a", basedOn: null, expected: null })).json);
  expect(await put({ text: "b", basedOn: null, expected: null })).toMatchObject({
    status: 409,
    json: { code: "conflict" },
  });
  const second = DraftHead.parse((await put({ text: "b", basedOn: null, expected: first.version })).json);
  expect((await tester.send("GET", file(PATH), { cookie })).json).toEqual({ ...second, text: "b" });
  expect(await tester.send("DELETE", file(PATH, `&expected=${first.version}`), { cookie })).toMatchObject({
    status: 409,
  });
  expect(await tester.send("DELETE", file(PATH, `&expected=${second.version}`), { cookie })).toMatchObject({
    status: 204,
  });
  expect((await tester.send("GET", file(PATH), { cookie })).status).toBe(404);
});

it("tells each operator who else changes a file, and shows nobody another's text", async () => {
  const { version } = DraftHead.parse((await put({ text: "mine", basedOn: null, expected: null })).json);
  expect(await list(other)).toMatchObject({ drafts: [], others: [{ path: PATH, operator: tester.first().email }] });
  expect((await tester.send("GET", file(PATH), { cookie: other })).status).toBe(404);
  expect(await list()).toMatchObject({ drafts: [{ path: PATH, version }], others: [] });
  await tester.send("DELETE", file(PATH, `&expected=${version}`), { cookie });
});

it("exports what the drafts change as a patch", async () => {
  const { files } = Pack.parse((await tester.send("GET", "/api/v1/pack", { cookie })).json);
  const [original] = files;
  if (original === undefined) throw new Error("the pack is empty");
  await put({ text: `# mine\n${original.text}`, basedOn: original.hash, expected: null }, original.path);
  await put({ text: "# new\n", basedOn: null, expected: null }, "user/X99_new.tocsin");
  const { json } = await tester.send("GET", "/api/v1/drafts/patch", { cookie });
  expect(json).toMatchObject({
    patches: [
      { of: "builtin", files: 1, patch: expect.stringContaining("\n+# mine\n") },
      { of: "own", files: 1, patch: expect.stringContaining("+++ b/X99_new.tocsin\n@@ -0,0 +1,1 @@\n+# new\n") },
    ],
  });
});

it.each([
  "../secret.tocsin",
  "user/../x.tocsin",
  "user/.hidden.tocsin",
  "user//x.tocsin",
  "/etc/x.tocsin",
  "user/x.txt",
  "user\\x.tocsin",
])("refuses the path %s", async (path) =>
  expect(await put({ text: "a", basedOn: null, expected: null }, path)).toMatchObject({
    status: 400,
    json: { code: "invalid_request" },
  }),
);

it("refuses a text that the database cannot keep", async () =>
  expect((await put({ text: "a\u0000", basedOn: null, expected: null })).status).toBe(400));

it("is for signed-in operators of this site only", async () => {
  expect((await tester.send("GET", "/api/v1/drafts")).status).toBe(401);
  const headers = { origin: "https://elsewhere.example" };
  const json = { text: "a", basedOn: null, expected: null };
  expect((await tester.send("PUT", file(PATH), { cookie, json, headers })).status).toBe(403);
});
